import { promisify } from "node:util";
import { gunzip } from "node:zlib";

const compressedBytesMax = 4 * 1024 * 1024;
const unpackedBytesMax = 32 * 1024 * 1024;
const eventsMax = 20_000;
/** Objects and lists, fifty for each event: far above real chunks, and parsed in well under a second. */
const collectionsMax = 1_000_000;
/** Of a chunk that is not parsed: enough to see what it was. */
const evidenceCharacters = 64 * 1024;

const unpack = promisify(gunzip);

export type Unreadable = { readonly reason: string; readonly text?: string };

/** The events of a chunk, or why there are none. Sizes are checked before and while unpacking. */
export async function readChunk(
  body: Buffer,
  encoding: string | undefined,
): Promise<unknown[] | Unreadable> {
  if (body.length > compressedBytesMax)
    return { reason: `The chunk has ${body.length} bytes; ${compressedBytesMax} are taken.` };
  const text = await textOf(body, encoding);
  if (text === null) return { reason: "The chunk can't be unpacked, or is too large unpacked." };
  if (opensMoreThan(text, collectionsMax))
    return {
      reason: `The chunk has more than ${collectionsMax} objects and lists.`,
      text: text.slice(0, evidenceCharacters),
    };
  const value = parseJson(text);
  if (!Array.isArray(value)) return { reason: "The chunk is no JSON array of events.", text };
  if (value.length > eventsMax)
    return { reason: `The chunk has more than ${eventsMax} events.`, text };
  return value;
}

async function textOf(body: Buffer, encoding: string | undefined): Promise<string | null> {
  const packed = encoding?.trim().toLowerCase() === "gzip" || isGzip(body);
  try {
    const bytes = packed ? await unpack(body, { maxOutputLength: unpackedBytesMax }) : body;
    return bytes.toString("utf8");
  } catch {
    return null;
  }
}

/** RFC 1952 §2.3.1: some proxies strip the header and leave the body. */
function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Brackets in texts count as well: a few kilobytes unpack to millions, and parsing them would hold up every poll. */
function opensMoreThan(text: string, countMax: number): boolean {
  let count = 0;
  for (let at = 0; at < text.length && count <= countMax; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) count += 1;
  }
  return count > countMax;
}
