import { describe, expect, it } from "vitest";
import { maskText, maskValue } from "./mask-event.ts";

describe("masking", () => {
  it("keeps what a challenge asks of the next token, and nothing that is a token", () => {
    const challenge = { mfa: null, token: { scopes: ["pay"], sender_constrained: true } };
    expect(maskValue({ challenge })).toEqual({ challenge });
    expect(maskValue({ challenge: { token: null } })).toEqual({ challenge: { token: null } });
    expect(maskValue({ token: { value: "abc" } })).toEqual({ token: "masked" });
    expect(maskValue({ token: ["abc"] })).toEqual({ token: "masked" });
    expect(maskValue({ note: "Bearer abcdefghijkl" })).toEqual({ note: "Bearer masked" });
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
