import { compareUtf8 } from "#lib/engine/compare-utf8.ts";

/**
 * JSON as OPA writes it before it hashes a structured file (`v1/bundle/hash.go`): no white space, keys in
 * the order of their UTF-8 bytes, strings escaped as Go's `encoding/json` does with HTML escaping off
 * (U+2028 and U+2029 are escaped, which `JSON.stringify` does not do), number literals as they stand in the
 * file. We write exactly these bytes into the archive, so that the hash of the bytes is the hash OPA takes.
 * Refused with a TypeError: lone surrogates (Go would replace them), numbers that are not finite, `undefined`
 * and everything else that JSON cannot carry.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return canonicalString(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError("not a JSON number");
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      return value === null ? "null" : canonicalObject(value);
    default:
      throw new TypeError(`not a JSON value: ${typeof value}`);
  }
}

function canonicalObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([left], [right]) => compareUtf8(left, right));
  const members = entries.map(
    ([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`,
  );
  return `{${members.join(",")}}`;
}

const lineSeparators = /[\u2028\u2029]/g;

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("lone surrogate in a string");
  return JSON.stringify(text).replace(lineSeparators, (separator) =>
    separator === "\u2028" ? "\\u2028" : "\\u2029",
  );
}
