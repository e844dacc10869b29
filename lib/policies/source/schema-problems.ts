import { isScalar, type Document, type LineCounter } from "yaml";
import type { z } from "zod";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import { nodesAt, placeOf, type DocumentPath } from "./locate.ts";
import type { PolicySource } from "./read-policy-source.ts";
import { repairKey, repairValue } from "./repair-issue.ts";

type Read = {
  readonly text: string;
  readonly yaml: Document.Parsed;
  readonly lines: LineCounter;
  readonly at: PolicySource["at"];
};

type Issue = z.core.$ZodIssue;

/** What the schema refuses, by line; what only follows from another finding is left out. */
export function schemaProblems(read: Read, issues: readonly Issue[]): PolicyDiagnostic[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownKey(read, [...pathOf(issue), key]))
      : [],
  );
  const parents = new Set(unknown.map(({ path }) => path.replace(/\.?[^.]*$/, "")));
  const meant = new Set(
    unknown.flatMap(({ path, repairs }) => repairs.map(({ text }) => path.replace(/[^.]*$/, text))),
  );
  const wrong = issues
    .filter((issue) => {
      const path = pathOf(issue).join(".");
      if (issue.code === "unrecognized_keys" || meant.has(path)) return false;
      return issue.code !== "custom" || !parents.has(path);
    })
    .map((issue) => wrongValue(read, issue));
  const places = wrong.map(({ path }) => path);
  return [
    ...unknown,
    ...wrong.filter(({ path }, index) => places.indexOf(path) === index),
  ].toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
}

function pathOf(issue: Issue): DocumentPath {
  return issue.path.filter((step) => typeof step !== "symbol");
}

/** It stands at the key, not at what is behind it. */
function unknownKey({ text, yaml, lines, at }: Read, path: DocumentPath): PolicyDiagnostic {
  const { key } = nodesAt(yaml, path);
  const span = isScalar(key) ? key.range : null;
  return at(path, "error", `There is no “${String(path.at(-1))}” here.`, {
    repairs: repairKey(text, yaml, path),
    ...(span ? placeOf(lines, [span[0], span[1]]) : {}),
  });
}

function wrongValue({ text, yaml, at }: Read, issue: Issue): PolicyDiagnostic {
  const path = pathOf(issue);
  return at(path, "error", issueText(issue, path, nodesAt(yaml, path).value), {
    repairs: repairValue(text, yaml, issue, path),
  });
}

/** zod names types; a person wants to know that something is missing. */
function issueText(issue: Issue, path: DocumentPath, node: unknown): string {
  const name = path.at(-1);
  const missing = issue.code === "invalid_value" || issue.code === "invalid_type";
  if (missing && node === null && typeof name === "string") return `“${name}” is missing.`;
  if (issue.code === "invalid_type" && isScalar(node) && node.value === null)
    return `“${String(name)}” is empty.`;
  if (issue.code === "invalid_value") return `Write one of: ${issue.values.join(", ")}.`;
  return issue.message.replace(/^Invalid input: e/, "E");
}
