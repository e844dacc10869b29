/**
 * A fact by name: `subject.department`, `path.tenantId`. Everything after the first dot is one name, so a
 * token's claim may be a URL.
 *
 * subject.*   `id`, `kind`, else an attribute of the directory record
 * device.*    `id`, `platform`, `trust`, `owner`, else an attribute of the record; only of a trusted device that counts
 * api.*       `slug`, `sensitivity`, `criticality`, `exposure`, `audience`, `dataClasses`
 * operation.* `key`, `method`, `template`, `sensitivity`, `tags`; missing for an undocumented operation
 * path.*      a parameter of the template, decoded; query.* a parameter of the query, decoded
 * token.*     a claim of the verified token
 */
export type AttributeRef = { readonly source: AttributeSource; readonly name: string };

export type AttributeSource =
  | "subject"
  | "device"
  | "api"
  | "operation"
  | "path"
  | "query"
  | "token";

export const apiFacts = [
  "slug",
  "sensitivity",
  "criticality",
  "exposure",
  "audience",
  "dataClasses",
] as const;
export const operationFacts = ["key", "method", "template", "sensitivity", "tags"] as const;

const sources = ["subject", "device", "api", "operation", "path", "query", "token"] as const;

/** Null for text that is not a reference; `api` and `operation` have a closed list of names. */
export function parseAttributeRef(text: string): AttributeRef | null {
  const dot = text.indexOf(".");
  const name = text.slice(dot + 1);
  const source = sources.find((one) => one === text.slice(0, Math.max(dot, 0)));
  if (source === undefined || name === "") return null;
  if (source === "api") return has(apiFacts, name) ? { source, name } : null;
  if (source === "operation") return has(operationFacts, name) ? { source, name } : null;
  return { source, name };
}

/** Whether text would be read as a reference, right or wrong. */
export function looksLikeRef(text: string): boolean {
  return /^(subject|device|api|operation|path|query|token)\../.test(text);
}

function has(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
