import { isAlias, isNode, LineCounter, parseAllDocuments, visit, type Document } from "yaml";
import { policyDocument, type PolicyDocument } from "#lib/engine/policy-document.ts";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import { isDeepYaml } from "#lib/yaml/is-deep-yaml.ts";
import { locate, nestingMax, nowhere, placeOf, type DocumentPath } from "./locate.ts";

export type PolicySource = {
  /** Null while something is wrong with it. */
  readonly document: PolicyDocument | null;
  readonly diagnostics: readonly PolicyDiagnostic[];
  /** Null where the text is no YAML. */
  readonly yaml: Document | null;
  /** A diagnostic at a member of the document. */
  readonly at: (
    path: DocumentPath,
    severity: PolicyDiagnostic["severity"],
    message: string,
    fix?: string | null,
  ) => PolicyDiagnostic;
};

/**
 * Reads a policy as its author wrote it; the same in the browser while they type and on the server before it is
 * stored. One document of plain YAML 1.2: anchors, tags and directives are refused, so that what is read is what
 * stands there.
 */
export function readPolicySource(text: string): PolicySource {
  if (isDeepYaml(text, nestingMax)) return tooDeep;
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    logLevel: "silent",
    prettyErrors: false,
    version: "1.2",
  });
  const yaml = "empty" in documents ? null : (documents[0] ?? null);
  const at: PolicySource["at"] = (path, severity, message, fix = null) => ({
    severity,
    message,
    fix,
    path: path.join("."),
    ...(yaml ? locate(yaml, lines, path) : nowhere),
  });
  const refusals = yaml
    ? [
        ...syntaxProblems(yaml, lines),
        ...(documents.length > 1
          ? [at([], "error", "Write one policy per file: there is a second document after `---`.")]
          : []),
      ]
    : [at([], "error", "The policy is empty.")];
  if (!yaml || refusals.length > 0)
    return { document: null, diagnostics: refusals, yaml: null, at };
  const parsed = policyDocument.safeParse(yaml.toJS());
  if (parsed.success) return { document: parsed.data, diagnostics: [], yaml, at };
  const diagnostics = parsed.error.issues.flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== "symbol");
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => at([...path, key], "error", `There is no “${key}” here.`));
    return [at(path, "error", issueText(issue.message, path))];
  });
  return { document: null, diagnostics, yaml, at };
}

const deep: PolicyDiagnostic = {
  severity: "error",
  message: `The policy is nested more than ${nestingMax} levels deep.`,
  fix: null,
  path: "",
  ...nowhere,
};
const tooDeep: PolicySource = { document: null, diagnostics: [deep], yaml: null, at: () => deep };

/** zod names types; a person wants to know that something is missing. */
function issueText(message: string, path: DocumentPath): string {
  const name = path.at(-1);
  const missing = /received undefined/.test(message) && name !== undefined;
  return missing ? `“${name}” is missing.` : message.replace(/^Invalid input: e/, "E");
}

function syntaxProblems(yaml: Document.Parsed, lines: LineCounter): PolicyDiagnostic[] {
  const base = { severity: "error", fix: null, path: "" } as const;
  const found: PolicyDiagnostic[] = [...yaml.errors, ...yaml.warnings].map((problem) => ({
    ...base,
    message: `${problem.message}.`.replace(/\.\.$/, "."),
    ...placeOf(lines, problem.pos),
  }));
  if (yaml.directives.docStart === true && yaml.directives.yaml.explicit === true)
    found.push({
      ...base,
      message: "Leave out the %YAML directive: policies are YAML 1.2.",
      ...placeOf(lines, [0, 1]),
    });
  visit(yaml, (_key, node) => {
    const anchored =
      isNode(node) && (isAlias(node) || ("anchor" in node && node.anchor !== undefined));
    if (!anchored || !node.range) return undefined;
    const [start, end] = node.range;
    found.push({
      ...base,
      message: "Anchors and aliases are not used in policies: write the value out.",
      ...placeOf(lines, [start, end]),
    });
    return undefined;
  });
  return found;
}
