import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from "jose";

const ageSecondsMax = 60;
const rememberedMax = 10_000;

/** The proof is no valid one; `message` says why, for the client's developer. */
export class ProofError extends Error {}

export type ProofVerifier = (proof: string) => Promise<string>;

/**
 * Verifies DPoP proofs sent to the token endpoint (RFC 9449 §4.3): type, algorithm, a public key in the header,
 * method, address, age, and that the same proof never comes twice. Gives the key's thumbprint.
 */
export function createProofVerifier(endpoints: readonly string[]): ProofVerifier {
  const seen = new Map<string, number>();

  return async (proof) => {
    const { payload, jwk } = await read(proof);
    if (payload["htm"] !== "POST") throw new ProofError("htm must be POST");
    if (!isEndpoint(payload["htu"], endpoints)) throw new ProofError("htu is another address");
    const now = Date.now() / 1000;
    const issuedAt = payload.iat ?? 0;
    if (Math.abs(now - issuedAt) > ageSecondsMax) throw new ProofError("iat is not about now");
    const { jti } = payload;
    if (typeof jti !== "string" || jti === "" || jti.length > 256)
      throw new ProofError("jti is missing");
    const jkt = await calculateJwkThumbprint(jwk);
    remember(seen, `${jkt} ${jti}`, now);
    return jkt;
  };
}

async function read(proof: string) {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      algorithms: ["ES256"],
      typ: "dpop+jwt",
    });
    if (!protectedHeader.jwk) throw new ProofError("the header has no key");
    return { payload, jwk: protectedHeader.jwk };
  } catch (error) {
    if (error instanceof ProofError) throw error;
    throw new ProofError("the proof is not readable or not signed by its key");
  }
}

/** Without query and fragment (RFC 9449 §4.3, step 9). */
function isEndpoint(htu: unknown, endpoints: readonly string[]): boolean {
  if (typeof htu !== "string" || !URL.canParse(htu)) return false;
  const url = new URL(htu);
  return endpoints.includes(url.origin + url.pathname);
}

/** Proofs older than the window are refused by their age; until then they are remembered. */
function remember(seen: Map<string, number>, key: string, now: number): void {
  if (seen.has(key)) throw new ProofError("the proof was used already");
  for (const [each, at] of seen) {
    if (seen.size < rememberedMax && now - at <= 2 * ageSecondsMax + 1) break;
    seen.delete(each);
  }
  seen.set(key, now);
}
