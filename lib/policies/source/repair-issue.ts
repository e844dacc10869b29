import { isScalar, parse, type Document, type Scalar } from "yaml";
import type { z } from "zod";
import { nearest } from "#lib/policies/nearest.ts";
import { nodesAt, type DocumentPath } from "./locate.ts";
import { meantValues } from "./repair-value.ts";
import { repairMember, type Repair } from "./repair.ts";
import { keysAt } from "./schema-at.ts";

/** A key that nothing has: the nearest ones that may stand there, or out with it. */
export function repairKey(source: string, yaml: Document, path: DocumentPath): Repair[] {
  const written = String(path.at(-1));
  const node = nodesAt(yaml, path).key;
  const meant = nearest(written, keysAt(path.slice(0, -1)), 2);
  const renames = meant.flatMap((key) =>
    isScalar(node) ? replace(node, key, `Did you mean “${key}”?`) : [],
  );
  return [...renames, ...repairMember(source, `Remove “${written}”`, path, undefined)];
}

/** A value that the schema refuses. */
export function repairValue(
  source: string,
  yaml: Document,
  issue: z.core.$ZodIssue,
  path: DocumentPath,
): Repair[] {
  const { value } = nodesAt(yaml, path);
  if (value === null) return issue.code === "invalid_value" ? missing(source, issue, path) : [];
  if (issue.code === "custom" && issue.message.startsWith("Only a permit has"))
    return repairMember(source, "Remove it", path, undefined);
  // As it stands there: 14.20 is not 14.2.
  const text = isScalar(value) ? value.source : undefined;
  return meantValues(path, toData(yaml, path), text)
    .slice(0, 3)
    .flatMap((each) =>
      isScalar(value) && !Array.isArray(each)
        ? replace(value, scalarText(each), `Did you mean ${String(each)}?`)
        : repairMember(source, labelFor(each), path, each),
    );
}

/** In the author's own place of the text; names from the server are put in like that too. */
export function repairScalar(yaml: Document, path: DocumentPath, text: string): Repair[] {
  const { value } = nodesAt(yaml, path);
  return isScalar(value) ? replace(value, scalarText(text), `Did you mean “${text}”?`) : [];
}

function replace(node: Scalar, text: string, label: string): Repair[] {
  return node.range ? [{ label, from: node.range[0], to: node.range[1], text }] : [];
}

function missing(source: string, issue: z.core.$ZodIssue, path: DocumentPath): Repair[] {
  const values = "values" in issue ? issue.values : [];
  return values
    .slice(0, 4)
    .flatMap((value) =>
      repairMember(source, `Add “${String(path.at(-1))}: ${String(value)}”`, path, value),
    );
}

function toData(yaml: Document, path: DocumentPath): unknown {
  let current: unknown = yaml.toJS();
  for (const step of path)
    current = typeof current === "object" && current !== null ? Reflect.get(current, step) : null;
  return current;
}

/** Text that YAML would read as something else is quoted. */
function scalarText(value: unknown): string {
  if (typeof value !== "string") return String(value);
  const isPlain = /^[\w./:>=-]+$/.test(value) && parse(value) === value;
  return isPlain ? value : JSON.stringify(value);
}

function labelFor(value: unknown): string {
  return Array.isArray(value) ? `Write [${value.join(", ")}]` : `Did you mean ${String(value)}?`;
}
