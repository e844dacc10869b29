import type { Credential } from "#lib/engine/decision.ts";
import { passkeyVerification, passwordVerification } from "#lib/auth/verification.ts";
import { localIssuerId } from "#lib/keys/local-issuer.ts";
import { imaginedKeyId, imaginedThumbprint } from "./world.ts";

export type SignIn = {
  readonly strength: "none" | "any" | "phishing-resistant";
  readonly ageSeconds: number;
};

export type ImaginedCaller = {
  /** Null is nobody: no token. */
  readonly subject: string | null;
  /** The device whose key the token is bound to. */
  readonly device: string | null;
  readonly signIn: SignIn;
  readonly scopes: readonly string[];
};

/** As our own tokens say it: a passkey, a password with a second factor, a password. */
const assurance = {
  none: passwordVerification,
  any: { acr: "urn:sallyport:acr:mfa", amr: ["pwd", "otp", "mfa"] },
  "phishing-resistant": passkeyVerification("multiDevice"),
} as const;

/** The token such a caller would have, as if its signature and its proof had been verified. */
export function imaginedCredential(
  { subject, device, signIn, scopes }: ImaginedCaller,
  audience: string,
  nowSeconds: number,
): Credential {
  if (subject === null) return { state: "none" };
  const jkt = device === null ? null : imaginedThumbprint(device);
  const issuedAt = nowSeconds - Math.min(60, signIn.ageSeconds);
  return {
    state: "verified",
    scheme: jkt === null ? "Bearer" : "DPoP",
    issuer: localIssuerId,
    header: { typ: "at+jwt", alg: "ES256", kid: imaginedKeyId },
    claims: {
      iss: localIssuerId,
      sub: subject,
      aud: audience,
      iat: issuedAt,
      exp: issuedAt + 900,
      jti: "simulated",
      sid: "simulated",
      auth_time: nowSeconds - signIn.ageSeconds,
      ...assurance[signIn.strength],
      ...(scopes.length > 0 && { scope: scopes.join(" ") }),
      ...(jkt !== null && { cnf: { jkt } }),
    },
    proofs: { jkt, x5t: null },
  };
}
