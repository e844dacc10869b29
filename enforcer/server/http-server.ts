import { type Server, type ServerResponse, createServer } from "node:http";
import type { Handler } from "./gateway-routes.ts";
import { sendProblem } from "./send-reply.ts";

export type Routes = {
  /** By path, without query; a first segment with a slash behind it stands for everything beneath. */
  readonly own: ReadonlyMap<string, Handler>;
  /** Every other path; null: 404. */
  readonly rest: Handler | null;
  readonly unparsable: () => void;
  /** A defect: told, never shown. */
  readonly failed: (error: unknown) => void;
};

const badRequest =
  "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: 57\r\n\r\n" +
  '{"type":"about:blank","status":400,"detail":"malformed"}\n';

/** Plain node:http, because raw targets and repeated headers matter here. */
export function createHttpServer({ own, rest, unparsable, failed }: Routes): Server {
  const server = createServer(
    {
      headersTimeout: 15_000,
      // Bodies that stream through the proxy may take long; slow headers may not.
      requestTimeout: 0,
      keepAliveTimeout: 75_000,
      maxHeaderSize: 65_536,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => {
      const target = request.url ?? "";
      const end = target.indexOf("?");
      const path = end < 0 ? target : target.slice(0, end);
      const handler = own.get(path) ?? own.get(firstSegment(path)) ?? rest;
      if (handler === null) {
        request.resume();
        sendProblem(response, 404, "there is nothing at this path");
        return;
      }
      const broke = (error: unknown) => {
        failed(error);
        deny(response);
      };
      try {
        // What is answered at once costs no promise.
        handler(request, response)?.catch(broke);
      } catch (error) {
        broke(error);
      }
    },
  );
  // Node drops what comes after the first thousand, silently: a second Host or a method override could hide there
  // from the decision and still reach the API. Their size is bounded above.
  server.maxHeadersCount = 0;
  server.on("clientError", (_error, socket) => {
    unparsable();
    if (socket.writable) socket.end(badRequest);
    else socket.destroy();
  });
  // CONNECT asks for a tunnel: never a request that could be decided.
  server.on("connect", (_request, socket) => {
    unparsable();
    socket.end(badRequest);
  });
  return server;
}

const firstSegment = (path: string) => path.slice(0, path.indexOf("/", 1) + 1);

/** 403, not 500: some gateways can be told to let pass what ends in a 5xx. */
function deny(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  response.setHeader("X-Sallyport-Reason", "internal-error");
  sendProblem(response, 403, "the request could not be decided");
}
