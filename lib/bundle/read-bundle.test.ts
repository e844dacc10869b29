import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { buildBundle } from "./build-bundle.ts";
import { BundleError, type BundleErrorCode } from "./bundle-error.ts";
import { bundleLimitsDefault, type BundleLimits } from "./bundle-limits.ts";
import { gunzip } from "./gunzip.ts";
import { gzip } from "./gzip.ts";
import { keyId } from "./key-id.ts";
import { packTar } from "./pack-tar.ts";
import { readBundle } from "./read-bundle.ts";
import { signBundle } from "./sign-bundle.ts";
import { directoryFixture } from "./testing/documents.ts";
import { unpackTar } from "./unpack-tar.ts";

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const kid = keyId(pair.publicKey);
const scope = "acme/production/directory";
const limits = bundleLimitsDefault;
const unsigned = buildBundle("directory", directoryFixture, {
  revision: directoryFixture.revision,
});

const signed = (over: { scope?: string; key?: KeyObject; kid?: string } = {}, bundle = unsigned) =>
  signBundle(bundle, {
    kid: over.kid ?? kid,
    scope: over.scope ?? scope,
    issuedAt: 1790000000,
    sign: async (bytes) =>
      sign("sha256", bytes, { key: over.key ?? pair.privateKey, dsaEncoding: "ieee-p1363" }),
  });

const read = (bytes: Uint8Array, over: { limits?: Partial<BundleLimits> } = {}) =>
  readBundle(bytes, {
    name: "directory",
    keys: { [kid]: pair.publicKey },
    keyid: kid,
    scope,
    ...over,
  });

async function refusal(bytes: Uint8Array, over = {}): Promise<BundleErrorCode> {
  const error: unknown = await read(bytes, over).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof BundleError)) throw new Error("was not refused", { cause: error });
  return error.code;
}

const unpack = async (bytes: Uint8Array) => unpackTar(await gunzip(bytes, limits), limits);

/** A validly signed archive, its files changed afterwards. */
async function altered(change: (files: Map<string, Uint8Array>) => void): Promise<Uint8Array> {
  const files = unpackTar(await gunzip(await signed(), limits), limits);
  change(files);
  return gzip(packTar(files));
}

/** A validly signed archive, its tar bytes changed afterwards. */
async function alteredTar(change: (tar: Buffer) => Buffer): Promise<Uint8Array> {
  return gzip(change(Buffer.from(await gunzip(await signed(), limits))));
}

/** An archive with other tokens in its signature file. */
const resigned = async (change: (token: string) => unknown) =>
  altered((files) => {
    const text = Buffer.from(files.get(".signatures.json") ?? []).toString("utf8");
    const current = (JSON.parse(text) as { signatures: [string] }).signatures[0];
    files.set(".signatures.json", Buffer.from(JSON.stringify({ signatures: change(current) })));
  });

const bodyOf = (text: string) => text.split(".")[1] ?? "";

/** Writes a header field and makes the checksum right again. */
function patchHeader(tar: Buffer, offset: number, text: string): Buffer {
  tar.write(text, offset, "latin1");
  tar.write("        ", 148, "latin1");
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return tar;
}

describe("a signed bundle", () => {
  test("reads back as it was written", async () => {
    const bundle = await read(await signed());
    expect(bundle).toMatchObject({
      name: "directory",
      revision: [1, 7],
      scope,
      issuedAt: 1790000000,
    });
    expect(bundle.data).toEqual(directoryFixture);
  });

  test("differs between two signings by the signature alone, and has an equal digest", async () => {
    const [one, two] = await Promise.all([signed(), signed()]);
    const [left, right] = [await unpack(one), await unpack(two)];
    left.delete(".signatures.json");
    right.delete(".signatures.json");
    expect(left).toEqual(right);
    const again = buildBundle("directory", { ...directoryFixture }, { revision: [1, 7] });
    expect(again.digest).toBe(unsigned.digest);
  });

  test("takes a public key as JWK as well", async () => {
    const jwk = pair.publicKey.export({ format: "jwk" });
    const bytes = await signed();
    await expect(
      readBundle(bytes, { name: "directory", keys: { [kid]: jwk }, keyid: kid, scope }),
    ).resolves.toMatchObject({ revision: [1, 7] });
  });

  test("a revision that is not the document's can't be built", () => {
    expect(() => buildBundle("directory", directoryFixture, { revision: [1, 8] })).toThrow(
      TypeError,
    );
  });
});

describe("refused for its signature", () => {
  test("unsigned", async () => {
    expect(await refusal(await altered((files) => files.delete(".signatures.json")))).toBe(
      "unsigned",
    );
  });

  test("by a foreign key, under its own id and under the trusted id", async () => {
    const foreign = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const own = { key: foreign.privateKey, kid: keyId(foreign.publicKey) };
    expect(await refusal(await signed(own))).toBe("unknown-key");
    expect(await refusal(await signed({ key: foreign.privateKey }))).toBe("bad-signature");
  });

  test("by a key that is known but not the named one", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const otherKid = keyId(other.publicKey);
    const bytes = await signed({ key: other.privateKey, kid: otherKid });
    const keys = { [kid]: pair.publicKey, [otherKid]: other.publicKey };
    await expect(
      readBundle(bytes, { name: "directory", keys, keyid: kid, scope }),
    ).rejects.toMatchObject({ code: "unknown-key" });
  });

  test("when a known id stands for another key's bytes", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const bytes = await signed({ key: other.privateKey });
    await expect(
      readBundle(bytes, { name: "directory", keys: { [kid]: other.publicKey }, keyid: kid, scope }),
    ).rejects.toMatchObject({ code: "unknown-key" });
  });

  test("signed for another deployment, channel or bundle", async () => {
    for (const other of [
      "other/production/directory",
      "acme/staging/directory",
      "acme/production/signals",
    ]) {
      expect(await refusal(await signed({ scope: other }))).toBe("wrong-scope");
    }
  });

  test("tampered: one byte of the document", async () => {
    const bytes = await altered((files) => {
      const name = "sallyport_directory/data.json";
      const text = Buffer.from(files.get(name) ?? []).toString("utf8");
      files.set(name, Buffer.from(text.replace("active", "Active")));
    });
    expect(await refusal(bytes)).toBe("tampered");
  });

  test("files added, missing or renamed after signing", async () => {
    const extra = await altered((files) => files.set("more.rego", Buffer.from("package more")));
    const missing = await altered((files) => files.delete(".manifest"));
    expect(await refusal(extra)).toBe("files-differ");
    expect(await refusal(missing)).toBe("files-differ");
  });

  test("algorithm none, several signatures, or a signature in another encoding", async () => {
    const none = Buffer.from('{"alg":"none","kid":"x","typ":"JWT"}').toString("base64url");
    expect(await refusal(await resigned((text) => [`${none}.${bodyOf(text)}.`]))).toBe(
      "bad-signature-file",
    );
    expect(await refusal(await resigned((text) => [text, text]))).toBe("bad-signature-file");
    expect(await refusal(await resigned(() => []))).toBe("bad-signature-file");
    expect(await refusal(await resigned((text) => [`${text}==`]))).toBe("bad-signature-file");
  });
});

describe("refused for its layout", () => {
  test("other roots or another document than its name has", async () => {
    const other = buildBundle("signals", directoryFixture as never, { revision: [1, 7] });
    expect(await refusal(await signed({}, other))).toBe("wrong-roots");
  });

  test("a document whose revision is not the manifest's", async () => {
    const files = new Map(unsigned.files);
    files.set("sallyport_directory/data.json", Buffer.from('{"revision":[1,8]}'));
    expect(await refusal(await signed({}, { ...unsigned, files }))).toBe("bad-data");
  });

  test("a manifest with anything unknown in it", async () => {
    const files = new Map(unsigned.files);
    files.set(
      ".manifest",
      Buffer.from('{"revision":"1.7","roots":["sallyport_directory"],"wasm":[]}'),
    );
    expect(await refusal(await signed({}, { ...unsigned, files }))).toBe("bad-manifest");
  });
});

describe("refused as an archive", () => {
  test("an error page, nothing, or another compression", async () => {
    expect(await refusal(Buffer.from("<!doctype html><title>Sign in</title>"))).toBe(
      "not-a-bundle",
    );
    expect(await refusal(new Uint8Array())).toBe("not-a-bundle");
    expect(await refusal(brotliCompressSync(Buffer.from("x")))).toBe("not-a-bundle");
  });

  test("cut off, continued, or with a wrong checksum", async () => {
    const bytes = Buffer.from(await signed());
    expect(await refusal(bytes.subarray(0, bytes.length - 9))).toBe("damaged");
    expect(await refusal(Buffer.concat([bytes, Buffer.from("x")]))).toBe("damaged");
    expect(await refusal(Buffer.concat([bytes, gzipSync(Buffer.alloc(0))]))).toBe("damaged");
    const wrong = Buffer.from(bytes);
    wrong.writeUInt32LE(1, bytes.length - 8);
    expect(await refusal(wrong)).toBe("damaged");
  });

  test("a gzip bomb, before it is unpacked", async () => {
    const bomb = await gzip(Buffer.alloc(20 * 1024 * 1024));
    expect(await refusal(bomb, { limits: { unpackedBytesMax: 1024 * 1024 } })).toBe("too-large");
  });

  test("more bytes or files than the limits", async () => {
    const bytes = await signed();
    expect(await refusal(bytes, { limits: { compressedBytesMax: 100 } })).toBe("too-large");
    expect(await refusal(bytes, { limits: { fileBytesMax: 10 } })).toBe("too-large");
    expect(await refusal(bytes, { limits: { filesMax: 2 } })).toBe("too-large");
  });

  test("links, folders and extensions", async () => {
    for (const type of ["1", "2", "5", "x", "g", "L", "\0"]) {
      expect(await refusal(await alteredTar((tar) => patchHeader(tar, 156, type)))).toBe(
        "bad-archive",
      );
    }
    const linkName = await alteredTar((tar) => patchHeader(tar, 157, "etc/passwd"));
    expect(await refusal(linkName)).toBe("bad-archive");
  });

  test("names that lead outside or could be read twice", async () => {
    for (const name of ["/.manifest", "../x", "a/../b", "./.manifest", "a//b", "a\\b", "a b"]) {
      const bytes = await alteredTar((tar) => patchHeader(tar, 0, `${name}\0\0\0\0\0\0\0\0\0\0`));
      expect(await refusal(bytes)).toBe("bad-name");
    }
    expect(await refusal(await alteredTar((tar) => patchHeader(tar, 345, "etc")))).toBe("bad-name");
  });

  test("a file that is there twice", async () => {
    const twice = await alteredTar((tar) => Buffer.concat([tar.subarray(0, 1024), tar]));
    expect(await refusal(twice)).toBe("duplicate-file");
  });

  test("bytes after the end, in padding, or a wrong header checksum", async () => {
    const after = await alteredTar((tar) => Buffer.concat([tar, Buffer.alloc(512, 1)]));
    const zeros = await alteredTar((tar) => Buffer.concat([tar, Buffer.alloc(512)]));
    const padded = await alteredTar((tar) => {
      tar[1023] = 1;
      return tar;
    });
    const checksum = await alteredTar((tar) => {
      tar[0] = 0x61;
      return tar;
    });
    expect(await refusal(after)).toBe("bad-archive");
    expect(await refusal(zeros)).toBe("bad-archive");
    expect(await refusal(padded)).toBe("bad-archive");
    expect(await refusal(checksum)).toBe("bad-archive");
  });

  test("an archive that ends in the middle of a header or file", async () => {
    expect(await refusal(await alteredTar((tar) => tar.subarray(0, 700)))).toBe("bad-archive");
    expect(await refusal(await alteredTar((tar) => tar.subarray(0, 300)))).toBe("bad-archive");
    expect(await refusal(await gzip(new Uint8Array()))).toBe("bad-archive");
  });
});

test("the digest covers names and bytes", () => {
  const files = [...unsigned.files].map(
    ([name, bytes]) => `${name}\0${createHash("sha256").update(bytes).digest("hex")}\n`,
  );
  expect(unsigned.digest).toBe(createHash("sha256").update(files.join("")).digest("hex"));
});
