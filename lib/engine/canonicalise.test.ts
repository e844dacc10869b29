import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalise, canonicalPath, canonicaliseTarget } from "./canonicalise.ts";

const ports: ReadonlySet<number> = new Set([80, 443]);

function refusal(target: string): string | null {
  const result = canonicaliseTarget(target);
  return result.ok ? null : result.detail;
}

test("the canonical form of a canonical path is itself", () => {
  const piece = fc.constantFrom(
    "a",
    "Z",
    "~",
    ".",
    "%20",
    "%C3%A9",
    "%25",
    ":",
    "@",
    "/",
    "%3A",
    "%2f",
    ";",
    "%7e",
    "\u00e9",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const first = canonicaliseTarget(`/${pieces.join("")}`);
      if (!first.ok) return;
      const text = canonicalPath(first.target);
      const second = canonicaliseTarget(text);
      expect(second.ok && second.target.segments).toEqual(first.target.segments);
      expect(second.ok && canonicalPath(second.target)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test("no two spellings that decode differently share segments, and nothing decoded is a separator", () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      const result = canonicaliseTarget(path);
      if (!result.ok) return;
      for (const segment of result.target.segments)
        expect(segment).not.toMatch(/^\.{0,2}$|[/\\;]|\p{Cc}/u);
    }),
  );
});

test.each([
  ["", "not an origin-form target"],
  ["*", "not an origin-form target"],
  ["http://a/b", "not an origin-form target"],
  ["//a", "empty segment"],
  ["/a//b", "empty segment"],
  ["/./a", "dot segment"],
  ["/a/..", "dot segment"],
  ["/%2e", "encoding in path"],
  ["/a%2Fb", "encoding in path"],
  ["/a%5Cb", "encoding in path"],
  ["/a%00", "encoding in path"],
  ["/a%0A", "encoding in path"],
  ["/a%7f", "encoding in path"],
  ["/a%3bb", "encoding in path"],
  ["/%41", "encoding in path"],
  ["/%252f", "encoding in path"],
  ["/%", "character in path"],
  ["/%zz", "character in path"],
  ["/a b", "character in path"],
  ["/é", "character in path"],
  ["/a\\b", "character in path"],
  ["/a#b", "character in path"],
  ["/%C0%AF", "text in path"],
  ["/%ED%A0%80", "text in path"],
  ["/e%CC%81", "text in path"],
  ["/a?b#c", "character in query"],
  ["/a?b=%C3", "encoding in query"],
  ["/a?b=%00", "encoding in query"],
  [`/${"a/".repeat(65)}`, "too many segments"],
  [`/${"a".repeat(8200)}`, "target too long"],
])("%s is refused", (target, detail) => {
  expect(refusal(target)).toBe(detail);
});

test("a parameter that comes twice has no value, + is a space, t[]= is a name like others", () => {
  const result = canonicaliseTarget("/a?t=1&t=1&q=a+b%2B&t[]=x&empty&&=v");
  expect(result.ok && Object.fromEntries(result.target.query())).toEqual({
    t: null,
    q: "a b+",
    "t[]": "x",
    empty: "",
    "": "v",
  });
});

test.each([
  ["x-http-method", ["PUT"]],
  ["x-method-override", ["PUT"]],
  ["host", ["a", "b"]],
  ["authorization", ["Bearer a", "Bearer b"]],
])("header %s is refused", (name, values) => {
  const request = { method: "GET", host: "a.example", target: "/", headers: { [name]: values } };
  expect(canonicalise(request, ports).ok).toBe(false);
});

test.each([
  "",
  "a..b",
  "-a.example",
  "a_b",
  "münchen.example",
  "[::1]",
  "a:0",
  "a:080",
  "a:b",
  "a b",
  "a/b",
  "a@b",
  "\u212Aelvin",
])("host %s is refused", (host) => {
  expect(canonicalise({ method: "GET", host, target: "/", headers: {} }, ports).ok).toBe(false);
});

test.each(["CONNECT", "", "G T", "GET\n"])("method %j is refused", (method) => {
  expect(canonicalise({ method, host: "a", target: "/", headers: {} }, ports).ok).toBe(false);
});
