import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { bundleMediaType } from "#lib/bundle/bundle-name.ts";

/** A control plane of one page: archives by path, and what OPA reports about them. */
export type ArchiveServer = {
  readonly url: string;
  /** `discovery`, `bundles/policy`, …; null answers 404. */
  readonly put: (path: string, bytes: Uint8Array | null) => void;
  readonly statuses: Record<string, unknown>[];
  readonly logs: Record<string, unknown>[];
  readonly close: () => Promise<void>;
};

export async function serveArchives(): Promise<ArchiveServer> {
  const archives = new Map<string, Uint8Array>();
  const statuses: Record<string, unknown>[] = [];
  const logs: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/^\//, "").replace(/\?.*$/, "");
    if (request.method === "POST")
      take(request, response, path === "logs" ? logs : statuses).catch((error: unknown) => {
        // An OPA that is stopped breaks off what it was saying.
        if (!request.destroyed) throw error;
      });
    else send(request, response, archives.get(path));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    put: (path, bytes) => {
      if (bytes === null) archives.delete(path);
      else archives.set(path, bytes);
    },
    statuses,
    logs,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, bytes?: Uint8Array): void {
  if (bytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
  if (request.headers["if-none-match"] === etag) {
    // Short: the tests change what is served all the time. It must not be at once, or OPA spins.
    setTimeout(() => response.writeHead(304, { etag }).end(), 100);
    return;
  }
  response.writeHead(200, { etag, "content-type": bundleMediaType }).end(bytes);
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  into: Record<string, unknown>[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const plain = request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
  const parsed: unknown = JSON.parse(plain.toString());
  into.push(...(Array.isArray(parsed) ? parsed : [parsed]));
  response.writeHead(204).end();
}
