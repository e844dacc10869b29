import { randomUUID } from "node:crypto";
import { canonicalJson } from "#lib/bundle/canonical-json.ts";
import { secondsOf } from "#lib/directory/seconds-of.ts";
import type { Grant } from "./redeem-code.ts";

export const tokenSeconds = 15 * 60;

/** The claims of an access token (RFC 9068 §2.2), `cnf` as RFC 9449 §6.1 has it. */
export function tokenClaims(grant: Grant, issuer: string, now: Date) {
  const issuedAt = secondsOf(now);
  return {
    iss: issuer,
    sub: grant.subject,
    aud: grant.audience,
    client_id: grant.clientId,
    iat: issuedAt,
    exp: Math.min(issuedAt + tokenSeconds, secondsOf(grant.sessionEnd)),
    jti: randomUUID(),
    sid: grant.sessionId,
    auth_time: secondsOf(grant.authTime),
    acr: grant.acr,
    amr: grant.amr,
    ...(grant.scopes.length > 0 && { scope: grant.scopes.join(" ") }),
    ...(grant.jkt !== null && { cnf: { jkt: grant.jkt } }),
  };
}

/** A compact JWS, `typ: at+jwt`, signed by whoever holds the token key. */
export async function signToken(
  claims: ReturnType<typeof tokenClaims>,
  signer: {
    readonly kid: string;
    readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
  },
): Promise<string> {
  const header = { alg: "ES256", kid: signer.kid, typ: "at+jwt" };
  const input = `${base64url(canonicalJson(header))}.${base64url(canonicalJson(claims))}`;
  const signature = await signer.sign(Buffer.from(input, "ascii"));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}

function base64url(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}
