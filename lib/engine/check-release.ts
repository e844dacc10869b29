import { checkApis } from "./check-apis.ts";
import { checkPolicies } from "./check-policies.ts";
import type { ReleaseContent } from "./release-content.ts";

/** A finding about a release, at a place. Errors block publishing; warnings are shown to who publishes. */
export type Diagnostic = {
  readonly severity: "error" | "warning";
  /** The policy's name or the API's slug; null for what is not the object's. */
  readonly policy: string | null;
  readonly api: string | null;
  /** Into that policy's document or that API's content. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly fix?: string;
};

/** Slugs that exist; groups may also be `<issuer>/<group>`, users `<issuer>|<sub>`. */
export type KnownNames = {
  readonly roles: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly workloads: ReadonlySet<string>;
};

/**
 * What is wrong or remarkable about a release that has the right shape. Without errors `indexRelease` takes
 * it.
 */
export function checkRelease(content: ReleaseContent, known: KnownNames): readonly Diagnostic[] {
  return [...checkApis(content.apis), ...checkPolicies(content, known)];
}
