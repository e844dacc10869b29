import { describe, expect, it } from "vitest";
import { maskValue } from "./mask-event.ts";

describe("masking", () => {
  it("keeps what a challenge asks of the next token, and nothing that is a token", () => {
    const challenge = { mfa: null, token: { scopes: ["pay"], sender_constrained: true } };
    expect(maskValue({ challenge })).toEqual({ challenge });
    expect(maskValue({ challenge: { token: null } })).toEqual({ challenge: { token: null } });
    expect(maskValue({ token: { value: "abc" } })).toEqual({ token: "masked" });
    expect(maskValue({ token: ["abc"] })).toEqual({ token: "masked" });
    expect(maskValue({ note: "Bearer abcdefghijkl" })).toEqual({ note: "Bearer masked" });
  });
});
