import type { IncomingMessage } from "node:http";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The whole body as text, or null when it is larger than that, broke off or is not UTF-8. */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<string | null> {
  const bytes = await readBytes(request, bytesMax);
  try {
    return bytes === null ? null : utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** By events: an async iterator over a stream costs as much as a decision. */
function readBytes(request: IncomingMessage, bytesMax: number): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const tooLarge = () => {
      resolve(null);
      // As an abandoned iterator does: the rest is not taken in.
      request.destroy();
    };
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > bytesMax) tooLarge();
      else chunks.push(chunk);
    });
    request.on("end", () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length));
    });
    request.on("error", () => resolve(null));
    request.on("close", () => resolve(null));
  });
}
