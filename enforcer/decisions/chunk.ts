import { promisify } from "node:util";
import { constants, gzip, type ZlibOptions } from "node:zlib";

/** Several events as one upload: a gzipped JSON array. Denials travel apart, because they are the last to be dropped. */
export type Chunk = {
  readonly bytes: Uint8Array;
  readonly events: number;
  readonly denials: boolean;
};

const compress = promisify<string, ZlibOptions, Buffer>(gzip);
/** Events are much alike: the lowest level already leaves little, for a fraction of the processor's time. */
const compression: ZlibOptions = { level: constants.Z_BEST_SPEED };

/**
 * Events (each already JSON) in chunks whose compressed size stays under the limit, found by halving what is too
 * large. One event that is too large alone can't be sent at all; `lost` counts those.
 */
export async function encodeChunks(
  events: readonly string[],
  denials: boolean,
  bytesMax: number,
): Promise<{ readonly chunks: readonly Chunk[]; readonly lost: number }> {
  const chunks: Chunk[] = [];
  let lost = 0;
  const todo: (readonly string[])[] = events.length === 0 ? [] : [events];
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    const bytes = await compress(`[${part.join(",")}]`, compression);
    if (bytes.length <= bytesMax) {
      chunks.push({ bytes, events: part.length, denials });
    } else if (part.length === 1) {
      lost += 1;
    } else {
      // Into as many parts as the size suggests, the first on top of the stack: order is kept.
      const parts = Math.min(part.length, Math.ceil((bytes.length / bytesMax) * 1.2) + 1);
      const size = Math.ceil(part.length / parts);
      for (let start = (Math.ceil(part.length / size) - 1) * size; start >= 0; start -= size)
        todo.push(part.slice(start, start + size));
    }
  }
  return { chunks, lost };
}
