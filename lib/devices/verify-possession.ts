import { createHash } from "node:crypto";
import { compactVerify, importJWK } from "jose";
import { z } from "zod";

/** `typ` of the proof: no other token of ours, and no DPoP proof, can be mistaken for one. */
export const enrollmentProofType = "sallyport-enroll+jwt";

const claims = z.object({ aud: z.string(), code_hash: z.string(), iat: z.number().int() });

/** SHA-256 (base64url) of the code: what the key signs, so that a proof is good for this enrollment alone. */
export function codeHash(code: string): string {
  return createHash("sha256").update(code).digest("base64url");
}

/** Whether the sender holds the private half of this key: ES256 over this code, for this console, now. */
export async function verifyPossession(
  proof: string,
  expected: {
    readonly publicJwk: {
      readonly kty: "EC";
      readonly crv: "P-256";
      readonly x: string;
      readonly y: string;
    };
    readonly code: string;
    readonly audience: string;
    readonly nowSeconds: number;
  },
): Promise<boolean> {
  try {
    const key = await importJWK({ ...expected.publicJwk, alg: "ES256" });
    const { payload, protectedHeader } = await compactVerify(proof, key, { algorithms: ["ES256"] });
    if (protectedHeader.typ !== enrollmentProofType) return false;
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
    const said = claims.parse(json);
    return (
      said.aud === expected.audience &&
      said.code_hash === codeHash(expected.code) &&
      Math.abs(expected.nowSeconds - said.iat) <= 600
    );
  } catch {
    return false;
  }
}
