import { describe, expect, it } from "vitest";
import { maskedJson, maskText } from "./mask-event.ts";

const maskValue = (value: unknown): unknown => JSON.parse(maskedJson(value));

describe("masking", () => {
  it("keeps what a challenge asks of the next token, and nothing that is a token", () => {
    const challenge = { mfa: null, token: { scopes: ["pay"], sender_constrained: true } };
    expect(maskValue({ challenge })).toEqual({ challenge });
    expect(maskValue({ challenge: { token: null } })).toEqual({ challenge: { token: null } });
    expect(maskValue({ token: { value: "abc" } })).toEqual({ token: "masked" });
    expect(maskValue({ token: ["abc"] })).toEqual({ token: "masked" });
    expect(maskValue({ note: "Bearer abcdefghijkl" })).toEqual({ note: "Bearer masked" });
  });

  it("keeps what JSON writes in its own way", () => {
    const odd = {
      'q"\\': ["a\nb", 'c"d', "e\\f", "\u{2028}\u{1}"],
      n: [-0.5, 1e21, null, true, [], {}],
    };
    expect(maskValue(odd)).toEqual(odd);
    expect(maskValue([Number.POSITIVE_INFINITY, undefined])).toEqual([null, null]);
  });

  it("forgets no rule for a name that it met before or never", () => {
    for (let index = 0; index < 3000; index += 1) maskValue({ [`name${index}`]: index });
    const event = {
      headers: { host: "h", "x-a": "b" },
      password: "p",
      path: "/a?b=c",
      other: "/a?b",
    };
    for (let time = 0; time < 2; time += 1)
      expect(maskValue(event)).toEqual({
        headers: { host: "h", "x-a": "masked" },
        password: "masked",
        path: "/a?b=masked",
        other: "/a?b",
      });
  });

  it("cuts wide and deep things", () => {
    const deep = JSON.parse(`${"[".repeat(40)}1${"]".repeat(40)}`) as unknown;
    expect(maskedJson(deep)).toBe(`${"[".repeat(16)}"cut off"${"]".repeat(16)}`);
    const wide = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`n${index}`, index]),
    );
    expect(Object.keys(Object(maskValue(wide)))).toHaveLength(200);
    expect(maskValue(Array.from({ length: 500 }, () => 1))).toHaveLength(200);
  });

  it("finds a token in the name of a member, too", () => {
    expect(maskValue({ "x eyJhbGciOiJ9.eyJzdWIi.c2ln y": 1 })).toEqual({ "x masked y": 1 });
  });

  it.each([
    ["eyJa.b", "masked"],
    ["id=eyJhbGciOiJ9.eyJzdWIi.c2ln&x", "id=masked&x"],
    ["Bearer\tabcdefghijkl", "Bearer masked"],
    ["a basic\u{A0}abcdefgh", "a basic masked"],
    ["eyJa.b DPoP abcdefgh", "masked DPoP masked"],
    ["a\0b \u{D800}", "a\u{FFFD}b \u{FFFD}"],
    ["eyJ no token", "eyJ no token"],
  ])("shows %j as %j", (text, shown) => {
    expect(maskText(text)).toBe(shown);
  });

  it("is done with any text in one pass", () => {
    const startedMs = performance.now();
    for (const piece of ["eyJ", "Bearer ", "eyJ.", "a=&", "Bearer\t\t"])
      maskText(piece.repeat(300_000));
    // It took minutes when a search began anew at each letter.
    expect(performance.now() - startedMs).toBeLessThan(15_000);
  });

  it("cuts no character in half", () => {
    const text = `a${"\u{1F600}".repeat(5000)}`;
    expect(maskText(text).isWellFormed()).toBe(true);
    expect(Object.keys(Object(maskValue({ [text]: 1 })))[0]?.isWellFormed()).toBe(true);
  });
});
