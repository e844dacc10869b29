import type { Credential } from "#lib/engine/decision.ts";
import type { Deployment } from "#lib/engine/deployment.ts";

const lifetimeSeconds = 60;
const invalid: Credential = { state: "invalid", why: "no issuer of this deployment's own" };

/**
 * A subject on the word of an enforcement point that has authenticated it by its own means (only where the operator
 * says so: `AUTHZEN_SUBJECTS=asserted`). It says who, and nothing of how: no second factor, no device, no scope, so
 * that every condition about these stays unknown, and suspension and revocation count as ever.
 */
export function assertedCredential(
  { policy, signals }: Deployment,
  subject: string,
  nowSeconds: number,
): Credential {
  const [id, issuer] = Object.entries(signals.issuers).find(([, { local }]) => local) ?? [];
  const [kid, key] = Object.entries(issuer?.keys ?? {})[0] ?? [];
  if (id === undefined || issuer === undefined || kid === undefined || key === undefined)
    return invalid;
  return {
    state: "verified",
    scheme: "Bearer",
    issuer: id,
    header: { typ: "at+jwt", alg: key.alg, kid },
    claims: {
      iss: issuer.issuer,
      sub: subject,
      aud: Object.values(policy.apis).map(({ audience }) => audience),
      iat: nowSeconds,
      exp: nowSeconds + lifetimeSeconds,
      jti: "asserted",
      sid: "asserted",
    },
    proofs: { jkt: null, x5t: null },
  };
}
