import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";

const deflate = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw);

/** RFC 1952, one member, no name, no time, system "unknown": the same bytes on every machine. */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(bytes), 0);
  tail.writeUInt32LE(bytes.length % 2 ** 32, 4);
  return Buffer.concat([head, await deflate(bytes, { level: 6 }), tail]);
}
