import { crc32, inflateRaw } from "node:zlib";
import { z } from "zod";
import { BundleError } from "./bundle-error.ts";
import type { BundleLimits } from "./bundle-limits.ts";

/**
 * Exactly one gzip member as `gzip` writes it (RFC 1952 without optional fields). Node's own `gunzip` takes
 * several members and ignores bytes after the last: here every byte of the input is accounted for, and
 * inflating stops at the limit, so that a small bomb stays small.
 */
export async function gunzip(bytes: Uint8Array, limits: BundleLimits): Promise<Uint8Array> {
  if (bytes.length > limits.compressedBytesMax)
    throw new BundleError("too-large", "the archive is too large");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b)
    throw new BundleError("not-a-bundle", "the answer is not a gzip archive");
  if (bytes.length < 18 || bytes[2] !== 8 || bytes[3] !== 0)
    throw new BundleError("damaged", "an unexpected gzip header");
  const { unpacked, consumed } = await inflate(bytes, limits.unpackedBytesMax);
  const tail = bytes.subarray(10 + consumed);
  if (tail.length !== 8)
    throw new BundleError("damaged", "bytes are missing or left over at the end");
  const view = new DataView(tail.buffer, tail.byteOffset, 8);
  if (
    view.getUint32(0, true) !== crc32(unpacked) ||
    view.getUint32(4, true) !== unpacked.length % 2 ** 32
  ) {
    throw new BundleError("damaged", "the gzip checksum is wrong");
  }
  return unpacked;
}

type Inflated = { unpacked: Uint8Array; consumed: number };

/**
 * Into one buffer of the length that the archive claims, instead of many that are put together and stay in
 * memory beside the whole. One byte more, so that it never is full; a false claim only costs the joining.
 */
function inflate(bytes: Uint8Array, maxOutputLength: number): Promise<Inflated> {
  const claimed = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  const chunkSize = Math.max(Math.min(claimed, maxOutputLength) + 1, 16_384);
  return new Promise((resolve, reject) => {
    const options = { maxOutputLength, chunkSize, info: true };
    inflateRaw(bytes.subarray(10), options, (error, result) => {
      if (error) reject(refusal(error));
      else resolve(inflated(result));
    });
  });
}

/** With `info` Node hands over the engine beside the bytes (zlib documentation); its types do not say so. */
function inflated(result: unknown): Inflated {
  const { buffer, engine } = z
    .object({ buffer: z.instanceof(Uint8Array), engine: z.object({ bytesWritten: z.number() }) })
    .parse(result);
  return { unpacked: buffer, consumed: engine.bytesWritten };
}

function refusal(error: Error): BundleError {
  const tooLarge = "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
  return tooLarge
    ? new BundleError("too-large", "the archive unpacks to more than the limit")
    : new BundleError("damaged", "the archive can't be unpacked");
}
