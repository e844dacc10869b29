import { createHash } from "node:crypto";
import type { UnsignedBundle } from "./build-bundle.ts";
import { canonicalJson } from "./canonical-json.ts";
import { gzip } from "./gzip.ts";
import { packTar } from "./pack-tar.ts";

export type BundleSigner = {
  /** `keyId` of the signing key. */
  readonly kid: string;
  /** `bundleScope` or `discoveryScope`. */
  readonly scope: string;
  /** Seconds since 1970; for information, nothing expires by it. */
  readonly issuedAt: number;
  /** ES256 over the bytes, as the 64 bytes r‖s (RFC 7518 §3.4; Node: `dsaEncoding: "ieee-p1363"`). */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
};

/**
 * Adds `.signatures.json` (one compact JWS over names and SHA-256 hashes of all files and the scope) and packs
 * the archive. But for the signature itself the bytes depend on nothing than the arguments.
 */
export async function signBundle(
  bundle: UnsignedBundle,
  signer: BundleSigner,
): Promise<Uint8Array> {
  const payload = {
    files: [...bundle.files].map(([name, bytes]) => ({
      name,
      hash: createHash("sha256").update(bytes).digest("hex"),
      algorithm: "SHA-256",
    })),
    iat: signer.issuedAt,
    scope: signer.scope,
  };
  const header = { alg: "ES256", kid: signer.kid, typ: "JWT" };
  const signed = `${base64url(canonicalJson(header))}.${base64url(canonicalJson(payload))}`;
  const signature = await signer.sign(Buffer.from(signed, "ascii"));
  if (signature.length !== 64) throw new TypeError("an ES256 signature is 64 bytes, r‖s");
  const token = `${signed}.${Buffer.from(signature).toString("base64url")}`;
  const signatures = Buffer.from(canonicalJson({ signatures: [token] }), "utf8");
  return gzip(packTar(new Map([...bundle.files, [".signatures.json", signatures]])));
}

function base64url(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}
