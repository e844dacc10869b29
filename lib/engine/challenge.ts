import type { Challenge } from "./decision.ts";
import { explainSeconds } from "./duration.ts";

export type ChallengeContext = {
  /** What the request used, or what the API's clients should use. */
  readonly scheme: "Bearer" | "DPoP";
  readonly realm?: string;
  /** A token was presented and is invalid (RFC 6750 section 3.1). */
  readonly invalidToken?: boolean;
  /** Where a client finds out how to get a token (RFC 9728 section 5.1). */
  readonly resourceMetadata?: string;
};

export const acrValues = { any: "phr urn:sallyport:acr:mfa", "phishing-resistant": "phr" } as const;

/**
 * The value of `WWW-Authenticate` for a challenge: RFC 6750 section 3 (error, scope), RFC 9470 section 3
 * (insufficient_user_authentication, acr_values, max_age), RFC 9449 section 7.1 (the DPoP scheme and algs). A
 * caller without a token gets no error code, as RFC 6750 section 3.1 asks. Null is no remedy, for an invalid token.
 */
export function wwwAuthenticate(challenge: Challenge | null, context: ChallengeContext): string {
  const scheme = challenge?.token?.sender_constrained ? "DPoP" : context.scheme;
  const params: Params = [
    ["realm", context.realm ?? "sallyport"],
    ...errorParams(challenge, context),
    ...(challenge ? demandParams(challenge) : []),
    ...(scheme === "DPoP" ? [["algs", "ES256"] as const] : []),
    ...(context.resourceMetadata === undefined
      ? []
      : [["resource_metadata", context.resourceMetadata] as const]),
  ];
  return `${scheme} ${params.map(([name, value]) => `${name}="${quoted(value)}"`).join(", ")}`;
}

type Params = readonly (readonly [name: string, value: string])[];

function errorParams(challenge: Challenge | null, context: ChallengeContext): Params {
  const error = errorOf(challenge, context);
  return error
    ? [
        ["error", error.code],
        ["error_description", error.text],
      ]
    : [];
}

function demandParams({ mfa, token }: Challenge): Params {
  const age = mfa?.max_age_seconds ?? null;
  return [
    ...(mfa ? [["acr_values", acrValues[mfa.strength]] as const] : []),
    ...(age === null ? [] : [["max_age", String(age)] as const]),
    ...(token?.scopes.length ? [["scope", token.scopes.join(" ")] as const] : []),
  ];
}

type ErrorCode = { readonly code: string; readonly text: string };

function errorOf(
  challenge: Challenge | null,
  { invalidToken }: ChallengeContext,
): ErrorCode | null {
  if (invalidToken) return { code: "invalid_token", text: "The access token is not valid here" };
  if (!challenge || challenge.authenticate) return null;
  if (challenge.mfa)
    return { code: "insufficient_user_authentication", text: explainChallenge(challenge) };
  if (challenge.token?.scopes.length)
    return { code: "insufficient_scope", text: explainChallenge(challenge) };
  return { code: "invalid_token", text: explainChallenge(challenge) };
}

/** What to do, in words: for callers, for the portal and for traces. */
export function explainChallenge({ authenticate, mfa, device, token }: Challenge): string {
  const parts = [
    authenticate && !mfa && "sign in",
    mfa && explainMfa(mfa),
    device && explainDevice(device),
    token?.scopes.length && `ask for scope ${token.scopes.join(" and ")}`,
    token?.sender_constrained && "use a token bound to your key",
  ].filter((part) => typeof part === "string");
  return parts.join(", ");
}

function explainMfa({ strength, max_age_seconds: age }: NonNullable<Challenge["mfa"]>): string {
  const how =
    strength === "phishing-resistant" ? "sign in with a passkey" : "sign in with a second factor";
  return age === null ? how : `${how} within the last ${explainSeconds(age)}`;
}

function explainDevice({ trust, checks }: NonNullable<Challenge["device"]>): string {
  const use = `use a ${trust} device of your own`;
  return checks.length > 0 ? `${use} with ${checks.join(" and ")} fixed` : use;
}

/** RFC 9110 section 5.6.4; anything outside printable ASCII is left out, so that no header can be split. */
function quoted(value: string): string {
  return value.replace(/[^\x20-\x7E]/g, "").replace(/["\\]/g, "\\$&");
}
