import { expect, test } from "vitest";
import { wwwAuthenticate } from "./challenge.ts";
import { authenticateRemedy, emptyRemedy } from "./remedy.ts";

test("a caller without a token gets no error code (RFC 6750 section 3.1)", () => {
  expect(wwwAuthenticate(authenticateRemedy, { scheme: "Bearer" })).toBe(
    'Bearer realm="sallyport"',
  );
});

test("step-up asks by acr_values and max_age (RFC 9470 section 3)", () => {
  const mfa = { strength: "phishing-resistant", max_age_seconds: 900 } as const;
  const value = wwwAuthenticate({ ...emptyRemedy, mfa }, { scheme: "Bearer" });
  expect(value).toContain('error="insufficient_user_authentication"');
  expect(value).toContain('acr_values="phr", max_age="900"');
});

test("missing scopes are named (RFC 6750 section 3)", () => {
  const token = { scopes: ["a", "b"], sender_constrained: false };
  expect(wwwAuthenticate({ ...emptyRemedy, token }, { scheme: "Bearer" })).toMatch(
    /error="insufficient_scope".*scope="a b"/,
  );
});

test("a bound token is asked for in DPoP's scheme (RFC 9449 section 7.1)", () => {
  const token = { scopes: [], sender_constrained: true };
  expect(wwwAuthenticate({ ...emptyRemedy, token }, { scheme: "Bearer" })).toMatch(
    /^DPoP .*algs="ES256"$/,
  );
});

test("an invalid token is said to be one", () => {
  expect(wwwAuthenticate(null, { scheme: "Bearer", invalidToken: true })).toContain(
    'error="invalid_token"',
  );
});

test("no value can split the header", () => {
  expect(wwwAuthenticate(null, { scheme: "Bearer", realm: 'a"\r\nX: y\\é' })).toBe(
    'Bearer realm="a\\"X: y\\\\"',
  );
});
