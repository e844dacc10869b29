import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { database } from "#lib/db/client.ts";
import { openKeys } from "#authority/open-keys.ts";
import { logError } from "#lib/log.ts";
import { signToken, tokenClaims } from "#lib/tokens/access-token.ts";
import { redeemCode } from "#lib/tokens/redeem-code.ts";
import type { Authority } from "#authority/authority.ts";
import { tokensIssued } from "#authority/metrics.ts";
import { createProofVerifier, ProofError, type ProofVerifier } from "#authority/verify-dpop.ts";
import { readTokenRequest, TokenError, type TokenRequest } from "./token-request.ts";

/** Anybody may ask here: more than this is not even read. A form that is too large is told so below it. */
const bodyBytesRead = 64 * 1024;

/** The token endpoint (RFC 6749 §3.2), its keys, and its metadata (RFC 8414). */
export function tokenRoutes(server: FastifyInstance, authority: Authority): void {
  const { settings } = authority;
  const verifyProof = createProofVerifier(settings.tokenEndpoints);
  server.post("/oauth/token", { bodyLimit: bodyBytesRead }, (request, reply) =>
    answer(authority, verifyProof, request, reply),
  );
  server.get("/oauth/jwks", async (_request, reply) => {
    const keys = await openKeys(database(), "token", settings);
    return reply
      .header("cache-control", "public, max-age=60")
      .send({ keys: keys.map(({ kid, jwk }) => ({ ...jwk, kid, alg: "ES256", use: "sig" })) });
  });
  server.get("/.well-known/oauth-authorization-server", async () => ({
    issuer: settings.publicUrl,
    authorization_endpoint: `${settings.publicUrl}/me/token`,
    token_endpoint: `${settings.publicUrl}/oauth/token`,
    jwks_uri: `${settings.publicUrl}/oauth/jwks`,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["none"],
    dpop_signing_alg_values_supported: ["ES256"],
  }));
}

async function answer(
  authority: Authority,
  verifyProof: ProofVerifier,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header("cache-control", "no-store");
  try {
    const asked = readTokenRequest(request);
    const body = await issue(authority, verifyProof, request, asked);
    tokensIssued.inc({ result: "issued" });
    return await reply.send(body);
  } catch (error) {
    if (!(error instanceof TokenError)) logError("the token endpoint failed", error);
    const code = error instanceof TokenError ? error.code : "temporarily_unavailable";
    tokensIssued.inc({ result: code });
    const description = error instanceof TokenError ? error.message : "Try again in a moment.";
    return reply
      .code(error instanceof TokenError ? 400 : 503)
      .send({ error: code, error_description: description });
  }
}

async function issue(
  authority: Authority,
  verifyProof: ProofVerifier,
  request: FastifyRequest,
  asked: TokenRequest,
): Promise<Readonly<Record<string, unknown>>> {
  const signers = authority.signers();
  if (signers === null) throw new Error("the keys are not open yet");
  const proofJkt = await proofOf(request, verifyProof);
  const grant = await redeemCode({
    ...asked,
    proofJkt,
    requestId: request.id,
    ip: request.ip,
  });
  if ("error" in grant) throw new TokenError(grant.error, grant.description);
  const claims = tokenClaims(grant, authority.settings.publicUrl, new Date());
  return {
    access_token: await signToken(claims, signers.token),
    token_type: proofJkt === null ? "Bearer" : "DPoP",
    expires_in: claims.exp - claims.iat,
    ...("scope" in claims && { scope: claims.scope }),
  };
}

/** One proof at most (RFC 9449 §4.3, step 1). */
async function proofOf(request: FastifyRequest, verify: ProofVerifier): Promise<string | null> {
  const header = request.headers["dpop"];
  if (header === undefined) return null;
  if (typeof header !== "string") throw new TokenError("invalid_dpop_proof", "One proof, please.");
  try {
    return await verify(header);
  } catch (error) {
    if (error instanceof ProofError) throw new TokenError("invalid_dpop_proof", error.message);
    throw error;
  }
}
