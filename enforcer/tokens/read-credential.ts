import { type JSONWebKeySet, compactVerify, createLocalJWKSet } from "jose";
import type { Credential } from "#lib/engine/decision.ts";
import type { IssuerData } from "#lib/engine/deployment.ts";
import { readToken } from "#lib/engine/read-token.ts";
import type { DecidableRequest } from "#enforcer/adapters/decidable-request.ts";
import type { InForce } from "#enforcer/source/in-force.ts";
import { type ReplayMemory, createReplayMemory } from "./replay-memory.ts";
import { type VerdictCache, type VerifiedToken, createVerdictCache } from "./verdict-cache.ts";
import { proofAgeSecondsMax, proofAheadSecondsMax, verifyProof } from "./verify-proof.ts";

export type CredentialReader = (
  request: DecidableRequest,
  inForce: InForce,
  nowSeconds: number,
) => Credential | Promise<Credential>;

type Key = IssuerData["keys"][string];

const none: Credential = { state: "none" };
const invalid = (why: string): Credential => ({ state: "invalid", why });

/**
 * Finds out what a presented token is worth as a signature, and which proofs of possession came with it; what its
 * claims mean is the engine's to judge. Answers at once, without a promise, for a bearer token seen before.
 */
export function createCredentialReader(
  cache: VerdictCache = createVerdictCache(),
  replays: ReplayMemory = createReplayMemory(proofAgeSecondsMax + proofAheadSecondsMax),
): CredentialReader {
  return (request, inForce, nowSeconds) => {
    const values = request.request.headers["authorization"] ?? [];
    if (values.length === 0) return none;
    const [, scheme, token] = /^(bearer|dpop) +(\S+)$/i.exec(values[0] ?? "") ?? [];
    // The engine refuses a repeated header by itself; which of the values would count is not to be asked.
    if (values.length > 1 || scheme === undefined || token === undefined)
      return invalid("authorization: no single access token");
    const known = cache.get(token, inForce.keysRevision, nowSeconds);
    if (known !== null && scheme.toLowerCase() === "bearer")
      return verified(known, "Bearer", null, request.certificate);
    return readSlowly({ request, inForce, nowSeconds, token, scheme, known, cache, replays });
  };
}

type Reading = {
  readonly request: DecidableRequest;
  readonly inForce: InForce;
  readonly nowSeconds: number;
  readonly token: string;
  readonly scheme: string;
  readonly known: VerifiedToken | null;
  readonly cache: VerdictCache;
  readonly replays: ReplayMemory;
};

async function readSlowly(reading: Reading): Promise<Credential> {
  const { request, inForce, token, cache } = reading;
  let good = reading.known;
  if (good === null) {
    const verdict = await verifyToken(token, inForce);
    if ("why" in verdict) return invalid(verdict.why);
    cache.put(token, inForce.keysRevision, verdict);
    good = verdict;
  }
  if (reading.scheme.toLowerCase() === "bearer")
    return verified(good, "Bearer", null, request.certificate);
  const proof = await readProof(reading, good);
  if ("why" in proof) return invalid(proof.why);
  return verified(good, "DPoP", proof.jkt, request.certificate);
}

function verified(
  { issuer, header, claims }: VerifiedToken,
  scheme: "Bearer" | "DPoP",
  jkt: string | null,
  x5t: string | null,
): Credential {
  return { state: "verified", scheme, issuer, header, claims, proofs: { jkt, x5t } };
}

/** Issuer and key are looked up, never fetched; the algorithm is the key's, whatever the header says. */
async function verifyToken(
  token: string,
  { issuers }: InForce,
): Promise<VerifiedToken | { readonly why: string }> {
  const read = readToken(token);
  if (!read.ok) return { why: read.why };
  const { header, claims } = read;
  const issuer = typeof claims["iss"] === "string" ? issuers.get(claims["iss"]) : undefined;
  if (issuer === undefined) return { why: "issuer is not known" };
  const kid = header["kid"];
  const { keys } = issuer.data;
  const key = typeof kid === "string" && Object.hasOwn(keys, kid) ? keys[kid] : undefined;
  if (key === undefined) return { why: "kid names no key of the issuer" };
  if (header["alg"] !== key.alg) return { why: "alg is not the key's" };
  if (!(await isSignedBy(token, key))) return { why: "signature" };
  const expiresAt = typeof claims["exp"] === "number" ? claims["exp"] : 0;
  return { issuer: issuer.id, header, claims, expiresAt };
}

async function isSignedBy(token: string, key: Key): Promise<boolean> {
  try {
    await compactVerify(token, keySetOf(key), { algorithms: [key.alg] });
    return true;
  } catch {
    return false;
  }
}

/** Imported once per key: the objects live as long as the signals that carry them. */
const imported = new WeakMap<Key, ReturnType<typeof createLocalJWKSet>>();

function keySetOf(key: Key): ReturnType<typeof createLocalJWKSet> {
  const known = imported.get(key);
  if (known !== undefined) return known;
  const keySet = createLocalJWKSet(parseJwks(key.jwks));
  imported.set(key, keySet);
  return keySet;
}

/** The engine's parser has checked the text when signals were activated; jose checks the shape once more. */
function parseJwks(text: string): JSONWebKeySet {
  const parsed: JSONWebKeySet = JSON.parse(text);
  return parsed;
}

async function readProof(
  { request, nowSeconds, token, replays }: Reading,
  { claims }: VerifiedToken,
): Promise<{ readonly jkt: string } | { readonly why: string }> {
  const proofs = request.request.headers["dpop"] ?? [];
  const [proof] = proofs;
  if (proofs.length !== 1 || proof === undefined) return { why: "proof: exactly one is needed" };
  const { method, host, target } = request.request;
  const expected = { token, method, host, target, scheme: request.scheme, nowSeconds };
  const verdict = await verifyProof(proof, expected);
  if (!verdict.ok) return { why: verdict.why };
  // Only proofs by the token's own key are remembered: a stranger must not be able to fill the memory.
  if (verdict.jkt === boundKey(claims) && !replays.remember(verdict.jkt, verdict.jti, nowSeconds))
    return { why: "proof: seen before" };
  return { jkt: verdict.jkt };
}

function boundKey(claims: Readonly<Record<string, unknown>>): unknown {
  const confirmation = claims["cnf"];
  if (typeof confirmation !== "object" || confirmation === null) return undefined;
  return Object.getOwnPropertyDescriptor(confirmation, "jkt")?.value;
}
