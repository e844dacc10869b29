import { explainPolicy } from "#lib/engine/explain.ts";
import { normalisePolicy } from "#lib/engine/normalise-policy.ts";
import { policyDocument } from "#lib/engine/policy-document.ts";
import { readDocument, editSource } from "#lib/policies/source/edit-source.ts";
import { readPolicySource } from "#lib/policies/source/read-policy-source.ts";
import { claim, type FuzzTarget } from "#fuzz/fuzz.ts";
import { mutateJson, oddValue } from "#fuzz/mutate-json.ts";
import { mutateText } from "#fuzz/mutate-text.ts";
import type { Random } from "#fuzz/random.ts";
import { policySources, policyWords } from "./policy-corpus.ts";

/** Whatever an author writes is a policy that can be explained and enforced, or is refused with a place. */
export const policy: FuzzTarget = {
  title: "policies as authors write them: refused with a place, or whole",
  blockedMsMax: 250,
  prepare: () => (random) => {
    const text = mutateText(random, random.pick(policySources), policyWords);
    const { document, diagnostics } = readPolicySource(text);
    claim(document !== null || diagnostics.length > 0, "what is refused says why", text);
    claim(
      diagnostics.every(({ line }) => line === null || line >= 1),
      "lines count from one",
      text,
    );
    checkDocument(document, text);
    const json = mutateJson(random, readDocument(random.pick(policySources)));
    const parsed = policyDocument.safeParse(json);
    if (parsed.success) checkDocument(parsed.data, JSON.stringify(json));
  },
};

function checkDocument(document: ReturnType<typeof readPolicySource>["document"], text: string) {
  if (document === null) return;
  claim(explainPolicy(document).length > 0, "a policy can be said", text);
  const rule = normalisePolicy(document);
  claim(JSON.stringify(rule) === JSON.stringify(normalisePolicy(document)), "one meaning", text);
  claim(
    policyDocument.safeParse(JSON.parse(JSON.stringify(document))).success,
    "a policy read and written is a policy",
    text,
  );
}

/** An edit in the form changes the member it names, and nothing else. */
export const policyEdit: FuzzTarget = {
  title: "edits of a policy's YAML: one member changes, comments stay",
  blockedMsMax: 250,
  prepare: () => (random) => {
    const source = random.pick(policySources);
    const text = random.chance(0.3) ? mutateText(random, source, policyWords) : source;
    const before = readDocument(text);
    const path = makePath(random, before);
    const value = random.chance(0.2) ? undefined : makeValue(random);
    const after = editSource(text, path, value);
    const read = readDocument(after);
    claim(before === null || read !== null, "an edited text is still YAML", { path, value, text });
    if (text !== source || !isRecord(before) || !isRecord(read)) return;
    checkEdit({ path, value, text, after }, before, read);
  },
};

const comments = (text: string) => text.match(/^#.*$/gm)?.length ?? 0;

type Edit = {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly text: string;
  readonly after: string;
};

function checkEdit(
  edit: Edit,
  before: Readonly<Record<string, unknown>>,
  read: Readonly<Record<string, unknown>>,
): void {
  const [first] = edit.path;
  for (const key of Object.keys(before))
    if (key !== first)
      claim(JSON.stringify(read[key]) === JSON.stringify(before[key]), "others stay", edit);
  if (edit.value !== undefined && !isEmpty(edit.value))
    claim(
      JSON.stringify(at(read, edit.path)) === JSON.stringify(edit.value),
      "the member has the value",
      edit,
    );
  // What is removed takes the comment above it along.
  claim(
    edit.value === undefined || isEmpty(edit.value) || comments(edit.after) >= comments(edit.text),
    "comments stay",
    edit,
  );
}

const keys = [
  "name",
  "reason",
  "description",
  "mode",
  "subjects",
  "resources",
  "when",
  "rateLimit",
];
const inner = ["roles", "groups", "apis", "methods", "users", "limit", "window"];

function makePath(random: Random, document: unknown): (string | number)[] {
  const first = random.pick(keys);
  if (first === "when") {
    const { when } = isRecord(document) ? document : { when: [] };
    return ["when", random.below(Array.isArray(when) ? when.length + 1 : 1)];
  }
  return ["subjects", "resources", "rateLimit"].includes(first)
    ? [first, random.pick(inner)]
    : [first];
}

function makeValue(random: Random): unknown {
  if (random.chance(0.4)) return ["finance", "audit", "legal"].slice(0, random.below(4));
  if (random.chance(0.4))
    return random.pick(["a: b", "# no comment", "- x", "42", "true", "two\nlines", "é"]);
  const value = oddValue(random);
  if (typeof value === "object") return null;
  return typeof value === "string" ? value.toWellFormed() : value;
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, step) =>
      typeof part === "object" && part !== null ? Reflect.get(part, step) : undefined,
    value,
  );
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
