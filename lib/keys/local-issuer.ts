import type { IssuerData } from "#lib/engine/deployment.ts";
import type { PublicSigningKey } from "./public-signing-key.ts";

/** The id of Sallyport's own issuer in signals. */
export const localIssuerId = "sallyport";

/** Our own issuer with the public keys of its tokens; each as a JWKS of exactly one key, as OPA's verifiers take it. */
export function localIssuer(issuer: string, keys: readonly PublicSigningKey[]): IssuerData {
  return {
    issuer,
    local: true,
    jit: false,
    trusted_for_assurance: true,
    groups: [],
    keys: Object.fromEntries(
      keys.map(({ kid, jwk }) => [
        kid,
        {
          alg: "ES256" as const,
          jwks: JSON.stringify({ keys: [{ ...jwk, kid, alg: "ES256", use: "sig" }] }),
        },
      ]),
    ),
  };
}
