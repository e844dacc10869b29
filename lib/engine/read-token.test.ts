import { expect, test } from "vitest";
import { readToken } from "./read-token.ts";

const part = (json: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(json)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
const token = (header: string, claims: string) => `${part(header)}.${part(claims)}.c2ln`;

test("header and claims of a compact token are read", () => {
  expect(readToken(token('{"alg":"ES256"}', '{"sub":"änn","a":[{"b":1},{"b":2}]}'))).toEqual({
    ok: true,
    header: { alg: "ES256" },
    claims: { sub: "änn", a: [{ b: 1 }, { b: 2 }] },
  });
});

test.each([
  ["a key that comes twice", token("{}", '{"sub":"a","sub":"b"}')],
  ["a key that comes twice in another spelling", token("{}", '{"sub":"a","\\u0073ub":"b"}')],
  ["a key that comes twice below", token("{}", '{"a":{"b":1,"c":"x:{}","b":2}}')],
  ["a list of claims", token("{}", "[]")],
  ["padding", `${token("{}", "{}")}==`],
  ["a line feed", `${token("{}", "{}")}\n`],
  ["two parts", `${part("{}")}.${part("{}")}`],
  ["no signature", `${part("{}")}.${part("{}")}.`],
  ["bits left over", `${part("{}")}.${part("{}")}.c2k`.replace(/c2k$/, "c2l")],
  ["invalid UTF-8", `${part("{}")}.${btoa('{"a":"\xff"}').replace(/=+$/, "")}.c2ln`],
  ["too many bytes", token("{}", JSON.stringify({ a: "x".repeat(16_384) }))],
])("a token with %s is refused", (_name, text) => {
  expect(readToken(text).ok).toBe(false);
});

test("a claim named __proto__ is a claim", () => {
  const result = readToken(token("{}", '{"__proto__":{"admin":true}}'));
  expect(result.ok && Object.hasOwn(result.claims, "__proto__")).toBe(true);
  expect(result.ok && result.claims["admin"]).toBeUndefined();
});
