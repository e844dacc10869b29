import { createHash, verify } from "node:crypto";
import { z } from "zod";
import { BundleError } from "./bundle-error.ts";
import { keyId, publicKeyObject, type PublicKey } from "./key-id.ts";

export type VerifyOptions = {
  /** Verification keys by key id. */
  readonly keys: Readonly<Record<string, PublicKey>>;
  /** The one key the archive must be signed with: known keys alone do not make a signature mandatory. */
  readonly keyid: string;
};

const signaturesFile = z.strictObject({ signatures: z.tuple([z.string()]) });
const protectedHeader = z.strictObject({
  alg: z.literal("ES256"),
  kid: z.string(),
  typ: z.literal("JWT"),
});
const signedFiles = z.strictObject({
  files: z.array(
    z.strictObject({
      name: z.string(),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      algorithm: z.literal("SHA-256"),
    }),
  ),
  iat: z.int(),
  scope: z.string(),
});

/**
 * Checks that `.signatures.json` is one ES256 JWS by the named key and that it lists exactly these files
 * with exactly these bytes. OPA hashes a canonical form of JSON files; our archives hold that form already,
 * so here the bytes themselves must have the signed hash. Returns what else was signed.
 */
export function verifySignature(
  files: ReadonlyMap<string, Uint8Array>,
  options: VerifyOptions,
): { scope: string; issuedAt: number } {
  const bytes = files.get(".signatures.json");
  if (bytes === undefined) throw new BundleError("unsigned", "the archive is not signed");
  const token = parse(signaturesFile, text(bytes)).signatures[0];
  const [, head = "", body = "", signature = ""] =
    /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/.exec(token) ?? [];
  const { kid } = parse(protectedHeader, decode(head));
  if (kid !== options.keyid)
    throw new BundleError("unknown-key", "signed with another key than named");
  const signed = Buffer.from(`${head}.${body}`, "ascii");
  const key = { key: knownKey(options), dsaEncoding: "ieee-p1363" as const };
  if (!verify("sha256", signed, key, Buffer.from(signature, "base64url"))) {
    throw new BundleError("bad-signature", "the signature is not by the named key");
  }
  const payload = parse(signedFiles, decode(body));
  compareFiles(files, payload.files);
  return { scope: payload.scope, issuedAt: payload.iat };
}

function knownKey({ keys, keyid }: VerifyOptions) {
  const key = Object.hasOwn(keys, keyid) ? keys[keyid] : undefined;
  if (key === undefined || keyId(key) !== keyid) {
    throw new BundleError(
      "unknown-key",
      "the named key is not known, or its id is not its thumbprint",
    );
  }
  return publicKeyObject(key);
}

function compareFiles(
  files: ReadonlyMap<string, Uint8Array>,
  listed: readonly { name: string; hash: string }[],
): void {
  const hashes = new Map(listed.map((file) => [file.name, file.hash]));
  if (hashes.size !== listed.length || hashes.size !== files.size - 1) {
    throw new BundleError("files-differ", "the signature lists other files than the archive holds");
  }
  for (const [name, bytes] of files) {
    if (name === ".signatures.json") continue;
    const hash = hashes.get(name);
    if (hash === undefined) throw new BundleError("files-differ", `${name} is not signed`);
    if (hash !== createHash("sha256").update(bytes).digest("hex")) {
      throw new BundleError("tampered", `${name} is not what was signed`);
    }
  }
}

function parse<T>(schema: z.ZodType<T>, json: string): T {
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    throw new BundleError("bad-signature-file", "the signature is not of the expected form");
  }
}

function decode(part: string): string {
  return text(Buffer.from(part, "base64url"));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}
