import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { BundleError } from "#lib/bundle/bundle-error.ts";
import { buildBundle } from "#lib/bundle/build-bundle.ts";
import { gzip } from "#lib/bundle/gzip.ts";
import { keyId } from "#lib/bundle/key-id.ts";
import { readBundle, type ReadBundle } from "#lib/bundle/read-bundle.ts";
import { signBundle } from "#lib/bundle/sign-bundle.ts";
import { directoryFixture } from "#lib/bundle/testing/documents.ts";
import { parseDirectoryData } from "#lib/engine/parse-deployment.ts";
import { claim, type FuzzTarget } from "#fuzz/fuzz.ts";
import { mutateBytes } from "#fuzz/mutate-bytes.ts";
import { mutateJson } from "#fuzz/mutate-json.ts";
import type { Random } from "#fuzz/random.ts";

const scope = "acme/production/directory";
const limits = { compressedBytesMax: 1 << 20, unpackedBytesMax: 1 << 21 };

/** Archives are refused with a reason, or hold exactly what was signed. */
export const bundle: FuzzTarget = {
  title: "signed archives: nothing changed is taken for what was signed",
  blockedMsMax: 50,
  prepare: async () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const kid = keyId(pair.publicKey);
    const good = await makeArchive(pair.privateKey, kid, directoryFixture);
    const foreign = await makeArchive(stranger.privateKey, kid, directoryFixture);
    const tars = [good, foreign].map((archive) => gunzipSync(archive));
    const options = {
      name: "directory" as const,
      keys: { [kid]: pair.publicKey },
      keyid: kid,
      scope,
    };
    const original = await readBundle(good, options);
    return async (random) => {
      if (random.chance(0.05))
        return checkSigned(await makeStrange(random, pair.privateKey, kid), options);
      const bytes = await mutateArchive(random, [good, foreign], tars);
      const read = await readBundle(bytes, { ...options, limits }).catch(refusalOf);
      if (read !== null)
        claim(isSame(read, original), "what is accepted is what was signed", hex(bytes));
    };
  },
};

async function makeArchive(key: KeyObject, kid: string, data: typeof directoryFixture) {
  return signBundle(buildBundle("directory", data, { revision: data.revision }), {
    kid,
    scope,
    issuedAt: 1_790_000_000,
    sign: async (bytes) => sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }),
  });
}

/** Odd data under a good signature: the reader hands it over, the engine's parser refuses it or takes it whole. */
async function makeStrange(random: Random, key: KeyObject, kid: string): Promise<Uint8Array> {
  const { revision } = directoryFixture;
  const odd = mutateJson(random, directoryFixture);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- on purpose: what a broken authority could sign
  const data = { ...(odd as typeof directoryFixture), revision };
  return makeArchive(key, kid, data).catch(() => new Uint8Array());
}

async function checkSigned(bytes: Uint8Array, options: Parameters<typeof readBundle>[1]) {
  const read = await readBundle(bytes, options).catch(refusalOf);
  try {
    if (read !== null) parseDirectoryData(read.data);
  } catch (error) {
    claim(
      error instanceof Error && error.message.startsWith("the directory document is refused"),
      `a document is refused by name, not by ${String(error)}`,
    );
  }
}

async function mutateArchive(
  random: Random,
  archives: readonly Uint8Array[],
  tars: readonly Uint8Array[],
): Promise<Uint8Array> {
  const [other = new Uint8Array()] = tars.slice(-1);
  if (random.chance(0.3)) return mutateBytes(random, random.pick(archives), random.pick(archives));
  const tar = mutateBytes(random, random.pick(tars), other);
  return gzip(random.chance(0.7) ? withChecksums(tar) : tar);
}

/** A tar whose headers add up again, so that a change gets past the first check. */
function withChecksums(tar: Uint8Array): Uint8Array {
  const result = Buffer.from(tar);
  for (let offset = 0; offset + 512 <= result.length;) {
    const header = result.subarray(offset, offset + 512);
    if (header.every((byte) => byte === 0)) break;
    header.write("        ", 148, "latin1");
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    const size = Number.parseInt(header.toString("latin1", 124, 135), 8) || 0;
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  return result;
}

function refusalOf(error: unknown): null {
  if (error instanceof BundleError) return null;
  throw error;
}

function isSame(read: ReadBundle, original: ReadBundle): boolean {
  const { files: _files, ...rest } = original;
  return (
    Object.entries(rest).every(
      ([key, value]) => JSON.stringify(Reflect.get(read, key)) === JSON.stringify(value),
    ) &&
    read.files.size === original.files.size &&
    [...original.files].every(([name, bytes]) =>
      Buffer.from(bytes).equals(read.files.get(name) ?? Buffer.alloc(0)),
    )
  );
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
