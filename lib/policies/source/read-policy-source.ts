import { isAlias, isNode, LineCounter, parseAllDocuments, visit, type Document } from "yaml";
import { policyDocument, type PolicyDocument } from "#lib/engine/policy-document.ts";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import { isDeepYaml } from "#lib/yaml/is-deep-yaml.ts";
import { locate, nestingMax, nowhere, placeOf, type DocumentPath } from "./locate.ts";
import { quoteToken, repairSyntax } from "./repair-syntax.ts";
import type { Repair } from "./repair.ts";
import { schemaProblems } from "./schema-problems.ts";

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
    more?: Partial<PolicyDiagnostic>,
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
  const at: PolicySource["at"] = (path, severity, message, more) => ({
    severity,
    message,
    fix: null,
    repairs: [],
    path: path.join("."),
    ...(yaml ? locate(yaml, lines, path) : nowhere),
    ...more,
  });
  const refusals = yaml
    ? [
        ...syntaxProblems(text, yaml, lines),
        ...(documents.length > 1
          ? [at([], "error", "Write one policy per file: there is a second document after `---`.")]
          : []),
      ]
    : [at([], "error", "The policy is empty.")];
  if (!yaml || refusals.length > 0)
    return { document: null, diagnostics: refusals, yaml: null, at };
  const parsed = policyDocument.safeParse(yaml.toJS());
  if (parsed.success) return { document: parsed.data, diagnostics: [], yaml, at };
  const diagnostics = schemaProblems({ text, yaml, lines, at }, parsed.error.issues);
  return { document: null, diagnostics, yaml, at };
}

const deep: PolicyDiagnostic = {
  severity: "error",
  message: `The policy is nested more than ${nestingMax} levels deep.`,
  fix: null,
  path: "",
  repairs: [],
  ...nowhere,
};
const tooDeep: PolicySource = { document: null, diagnostics: [deep], yaml: null, at: () => deep };

function syntaxProblems(
  text: string,
  yaml: Document.Parsed,
  lines: LineCounter,
): PolicyDiagnostic[] {
  const base = { severity: "error", fix: null, path: "", repairs: [] } as const;
  const problem = (message: string, span: readonly [number, number], repairs: Repair[] = []) => ({
    ...base,
    message,
    repairs,
    ...placeOf(lines, span),
  });
  const found: PolicyDiagnostic[] = [...yaml.errors, ...yaml.warnings].map((error) =>
    problem(`${error.message}.`.replace(/\.\.$/, "."), error.pos, repairSyntax(text, yaml, error)),
  );
  if (yaml.directives.docStart === true && yaml.directives.yaml.explicit === true)
    found.push(problem("Leave out the %YAML directive: policies are YAML 1.2.", [0, 1]));
  visit(yaml, (_key, node) => {
    const anchored =
      isNode(node) && (isAlias(node) || ("anchor" in node && node.anchor !== undefined));
    if (!anchored || !node.range) return undefined;
    const [start, end] = node.range;
    found.push(
      problem(
        "Anchors and aliases are not used in policies: write the value out.",
        [start, end],
        isAlias(node) ? quoteToken(text, start) : [],
      ),
    );
    return undefined;
  });
  return found;
}
