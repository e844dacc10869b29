import type { Decision, DecisionInput } from "#lib/engine/decision.ts";
import type { DirectoryData, Revision, SignalsData } from "#lib/engine/deployment.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";

/**
 * What the reference decides from: a release as its authors wrote it, not the indexed document that enforcers
 * look things up in, so that indexing and normalising are under test as well.
 */
export type World = {
  readonly content: ReleaseContent;
  readonly revision: Revision;
  /** The oldest directory that the release may be decided with. */
  readonly directoryAtLeast: Revision;
  readonly directory: DirectoryData;
  readonly signals: SignalsData;
  /** Stock OPA has no memory of DPoP proofs: there it is unknown whether their sender is constrained. */
  readonly remembersProofs: boolean;
};

/** The parts of a decision that the rules define to the letter. */
export type ReferenceDecision = Omit<Decision, "detail" | "trace" | "valid_seconds" | "revisions">;

export type Api = ReleaseContent["apis"][number];
export type Policy = PolicyDocument;
export type Condition = NonNullable<PolicyDocument["when"]>[number];
export type Credential = DecisionInput["credential"];
export type Remedy = NonNullable<Decision["challenge"]>;
export type Truth = "true" | "false" | "unknown";

/** Operations that are the same to a request, as one (rule 30). */
export type Operation = {
  readonly id: string;
  readonly key: string;
  readonly names: readonly string[];
  readonly method: string;
  readonly template: string;
  readonly sensitivity: Api["sensitivity"];
  readonly tags: readonly string[];
  readonly rateLimit: Api["rateLimit"];
};

/** Code points order as UTF-8 bytes do. */
export function byBytes(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Rule 5. */
export function isClean(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0") && text === text.normalize("NFC");
}

/** Rule 2. */
export function isPlain(value: unknown): value is number {
  if (typeof value !== "number") return false;
  if (Number.isInteger(value)) return Number.isSafeInteger(value);
  return Number.isFinite(value) && Number(value.toPrecision(15)) === value;
}

/** Rule 26: sets in the order of their bytes. */
export function asSet(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted(byBytes);
}
