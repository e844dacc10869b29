import { promisify } from "node:util";
import { constants, gzip, type InputType, type ZlibOptions } from "node:zlib";
import type { EventPage } from "./event-buffer.ts";

/** Several events as one upload: a gzipped JSON array. Denials travel apart, because they are the last to be dropped. */
export type Chunk = {
  readonly bytes: Uint8Array;
  readonly events: number;
  readonly denials: boolean;
};

const compress = promisify<InputType, ZlibOptions, Buffer>(gzip);
/** Events are much alike: the lowest level already leaves little, for a fraction of the processor's time. */
const compression: ZlibOptions = { level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 };

/**
 * The events of a page in chunks whose compressed size stays under the limit, found by dividing what is too large.
 * One event that is too large alone can't be sent at all; `lost` counts those. Writes brackets into the page, where
 * events meet.
 */
export async function encodeChunks(
  page: EventPage,
  denials: boolean,
  bytesMax: number,
): Promise<{ readonly chunks: readonly Chunk[]; readonly lost: number }> {
  const chunks: Chunk[] = [];
  let lost = 0;
  const todo = page.ends.length === 0 ? [] : [{ from: 0, to: page.ends.length }];
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    const { from, to } = part;
    const bytes = await compress(arrayOf(page, from, to), compression);
    if (bytes.length <= bytesMax) {
      chunks.push({ bytes, events: to - from, denials });
    } else if (to - from === 1) {
      lost += 1;
    } else {
      // Into as many parts as the size suggests, the first on top of the stack: order is kept.
      const parts = Math.min(to - from, Math.ceil((bytes.length / bytesMax) * 1.2) + 1);
      const size = Math.ceil((to - from) / parts);
      for (
        let start = from + (Math.ceil((to - from) / size) - 1) * size;
        start >= from;
        start -= size
      )
        todo.push({ from: start, to: Math.min(to, start + size) });
    }
  }
  return { chunks, lost };
}

/** Instead of the separators around these events; inside, they are commas. */
function arrayOf({ bytes, ends }: EventPage, from: number, to: number): Buffer {
  const start = from === 0 ? 0 : (ends[from - 1] ?? 0);
  const end = ends[to - 1] ?? start;
  bytes.write("[", start);
  bytes.write("]", end);
  return bytes.subarray(start, end + 1);
}
