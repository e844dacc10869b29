import { createHash } from "node:crypto";
import { EmbeddedJWK, calculateJwkThumbprint, compactVerify, decodeProtectedHeader } from "jose";

/** What the proof must be about: this token, on this request. */
export type ProofExpectation = {
  readonly token: string;
  readonly method: string;
  /** Null: the gateway did not say; then either scheme is taken. */
  readonly scheme: "http" | "https" | null;
  readonly host: string;
  /** Path and query as received. */
  readonly target: string;
  readonly nowSeconds: number;
};

export type ProofVerdict =
  | { readonly ok: true; readonly jkt: string; readonly jti: string }
  | { readonly ok: false; readonly why: string };

/** How old a proof may be, and how far ahead the sender's clock. */
export const proofAgeSecondsMax = 120;
export const proofAheadSecondsMax = 60;

const algorithms = ["ES256", "PS256", "RS256"];
const compactForm = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2}$/;
const refuse = (why: string): ProofVerdict => ({ ok: false, why });

/**
 * RFC 9449 section 4.3: one compact JWS of type `dpop+jwt`, signed with an asymmetric algorithm by the public key in
 * its own header, for this method and address without query, fresh, and naming this access token by its hash.
 * Whether the key is the one the token is bound to (`cnf.jkt`) and whether the `jti` is new is the caller's to judge.
 */
export async function verifyProof(
  proof: string,
  expected: ProofExpectation,
): Promise<ProofVerdict> {
  if (proof.length > 8192 || !compactForm.test(proof)) return refuse("proof: not a compact JWS");
  try {
    const { jwk, typ, crit } = decodeProtectedHeader(proof);
    if (typ !== "dpop+jwt") return refuse("proof: typ is not dpop+jwt");
    if (crit !== undefined) return refuse("proof: crit is not understood");
    if (jwk === undefined || "d" in jwk) return refuse("proof: no public key");
    const { payload } = await compactVerify(proof, EmbeddedJWK, { algorithms });
    const claims: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
    const why = refuted(claims, expected);
    if (why !== null) return refuse(why);
    return { ok: true, jkt: await calculateJwkThumbprint(jwk), jti: textClaim(claims, "jti") };
  } catch {
    return refuse("proof: signature or form");
  }
}

function refuted(claims: unknown, expected: ProofExpectation): string | null {
  const jti = textClaim(claims, "jti");
  if (jti === "" || jti.length > 256) return "proof: jti";
  if (textClaim(claims, "htm") !== expected.method) return "proof: htm is another method";
  if (!namesAddress(textClaim(claims, "htu"), expected)) return "proof: htu is another address";
  const issuedAt = claim(claims, "iat");
  if (typeof issuedAt !== "number" || !Number.isFinite(issuedAt)) return "proof: iat";
  const age = expected.nowSeconds - issuedAt;
  if (age > proofAgeSecondsMax || age < -proofAheadSecondsMax) return "proof: iat is not now";
  const hash = createHash("sha256").update(expected.token).digest("base64url");
  if (textClaim(claims, "ath") !== hash) return "proof: ath is another token";
  return null;
}

/** Scheme and host without regard to case, default ports removed, the path byte by byte; query and fragment ignored. */
function namesAddress(htu: string, { scheme, host, target }: ProofExpectation): boolean {
  if (!URL.canParse(htu)) return false;
  const named = new URL(htu);
  const schemes = scheme === null ? ["http", "https"] : [scheme];
  const path = pathOf(htu.slice(htu.indexOf("//") + 2).replace(/^[^/?#]*/, ""));
  if (path !== pathOf(target)) return false;
  return schemes.some((candidate) => {
    const own = `${candidate}://${host}`;
    return URL.canParse(own) && new URL(own).origin === named.origin;
  });
}

const pathOf = (target: string) => target.replace(/[?#].*$/s, "") || "/";

function claim(claims: unknown, name: string): unknown {
  if (typeof claims !== "object" || claims === null) return undefined;
  return Object.getOwnPropertyDescriptor(claims, name)?.value;
}

function textClaim(claims: unknown, name: string): string {
  const value = claim(claims, name);
  return typeof value === "string" ? value : "";
}
