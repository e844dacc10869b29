import { isJsonObject, member, type JsonObject } from "./json-object.ts";
import { referencesDeepMax } from "./limits.ts";

export type Resolution =
  | { readonly object: JsonObject; readonly problem: null }
  | { readonly object: null; readonly problem: string };

/**
 * Follows `$ref` inside the document. Nothing outside it is ever fetched. Members beside the `$ref` of a path
 * item win over what it names (OpenAPI 3.1, Path Item Object).
 */
export function resolveReference(root: JsonObject, value: unknown): Resolution {
  const beside: JsonObject[] = [];
  const seen = new Set<string>();
  let current = value;
  for (let hop = 0; hop <= referencesDeepMax; hop += 1) {
    if (!isJsonObject(current)) return { object: null, problem: "is not an object" };
    const reference = member(current, "$ref");
    if (reference === undefined)
      return { object: merge([current, ...beside.toReversed()]), problem: null };
    if (typeof reference !== "string")
      return { object: null, problem: "has a $ref that is no text" };
    if (!reference.startsWith("#"))
      return {
        object: null,
        problem: `refers to ${reference.slice(0, 200)}, outside this document; only one whole document is read, so bundle it first`,
      };
    if (seen.has(reference))
      return { object: null, problem: `refers to itself through ${reference.slice(0, 200)}` };
    seen.add(reference);
    beside.push(without(current, "$ref"));
    current = lookUp(root, reference);
    if (current === undefined)
      return { object: null, problem: `refers to ${reference.slice(0, 200)}, which is not there` };
  }
  return { object: null, problem: `goes through more than ${referencesDeepMax} references` };
}

/** By definition of own members, so that a key `__proto__` stays a key. */
function merge(objects: readonly JsonObject[]): JsonObject {
  const [only] = objects;
  if (only && objects.length === 1) return only;
  return Object.fromEntries(objects.flatMap((object) => Object.entries(object)));
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
}

/** A JSON pointer in a URI fragment (RFC 6901, section 6). */
function lookUp(root: JsonObject, reference: string): unknown {
  let current: unknown = root;
  for (const part of decode(reference.slice(1)).split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(current))
      current = /^\d{1,9}$/.test(key) ? (current as unknown[])[Number(key)] : undefined;
    else current = isJsonObject(current) ? member(current, key) : undefined;
  }
  return current;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
