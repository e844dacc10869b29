import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

const hash = (algorithm: string, value: unknown) =>
  createHash(algorithm).update(canonicalJson(value)).digest("hex");

test("hashes as OPA's own check vectors do", () => {
  expect(hash("sha256", [1, 2, 3])).toBe(
    "a615eeaee21de5179de080de8c3052c8da901138406ba71c38c032845f7d54f4",
  );
  const manifest = JSON.parse('{"revision": "quickbrownfaux"}') as unknown;
  expect(hash("sha256", manifest)).toBe(
    "507a2c38a1441db58d2cb87982c42aa91a4342ef422a6b542eddebeef6f0412f",
  );
  expect(hash("md5", manifest)).toBe("a005c38a509dc2d5a7407b9494efb2ad");
});

test("keys stand in the order of their UTF-8 bytes, not of UTF-16 units", () => {
  expect(canonicalJson({ "\u{1F600}": 1, "\uFF5E": 2, b: 3, a: 4, "": 5 })).toBe(
    '{"":5,"a":4,"b":3,"\uFF5E":2,"\u{1F600}":1}',
  );
});

test("strings are escaped as Go does without HTML escaping", () => {
  expect(canonicalJson('<&> "\\/\u2028\u2029\n\t\u0001\u007f')).toBe(
    String.raw`"<&> \"\\/\u2028\u2029\n\t\u0001` + '\u007f"',
  );
});

test("an own key named __proto__ is an ordinary key", () => {
  expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
});

test("members that are undefined are left out", () => {
  expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
});

test("what JSON or Go can't carry unchanged is refused", () => {
  for (const value of [
    NaN,
    Infinity,
    undefined,
    1n,
    () => 1,
    "\ud800",
    { "\udc00": 1 },
    [undefined],
  ]) {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  }
});
