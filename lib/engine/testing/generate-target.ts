import fc from "fast-check";
import { oddQueries, oddSegments, oddValues, queries, values } from "./targets.ts";

const anyByte = fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code));
const escape = fc
  .integer({ min: 0, max: 0xff })
  .map((code) => `%${code.toString(16).padStart(2, "0")}`);
/** A character of the languages, escaped as its UTF-8. */
const letter = fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }).map(encodeURIComponent);

const sound = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...values, ...oddValues) },
  { weight: 1, arbitrary: letter },
);
/** What a gateway may resolve; often, as one of these is worth all others. */
const dots = [".", "..", "..", "%2e%2e", "", ""].flatMap((one) => [one, one, one]);
/** At most one of them in a path, or the others would hide what it does. */
const odd = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...dots, ...oddSegments) },
  { weight: 1, arbitrary: escape },
  { weight: 1, arbitrary: fc.string({ unit: anyByte, minLength: 1, maxLength: 6 }) },
);
const segments = fc
  .tuple(fc.array(sound, { maxLength: 2 }), fc.option(odd), fc.array(sound, { maxLength: 2 }))
  .map(([before, between, after]) => [...before, ...(between === null ? [] : [between]), ...after]);
const query = fc.oneof(
  { weight: 4, arbitrary: fc.constant("") },
  { weight: 2, arbitrary: fc.constantFrom(...queries).map((text) => `?${text}`) },
  { weight: 1, arbitrary: fc.constantFrom(...oddQueries).map((text) => `?${text}`) },
);

/** Request targets as bytes on the wire (latin1), many of them sound, the others in any way not. */
export const targets: fc.Arbitrary<string> = fc
  .tuple(segments, fc.constantFrom("", "", "", "", "", "/"), query)
  .map(([parts, slash, search]) => {
    const path = parts.map((part) => `/${part}`).join("") + slash;
    return `${path === "" ? "/" : path}${search}`.replace(/[\r\n]/g, "");
  })
  .map((text) => Buffer.from(text).toString("latin1"));
