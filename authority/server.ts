import { createServer as createHttpServer } from "node:http";
import fastify, { type FastifyInstance } from "fastify";
import { httpStatus, AppError } from "#lib/errors.ts";
import { logError } from "#lib/log.ts";
import type { Authority } from "./authority.ts";
import { bundleRoutes } from "./routes/bundles.ts";
import { healthRoutes } from "./routes/health.ts";
import { logRoutes } from "./routes/logs.ts";
import { answerNothingNew } from "./routes/nothing-new.ts";
import { statusRoutes } from "./routes/status.ts";
import { tokenRoutes } from "./routes/token.ts";

/** A chunk larger than this is not even read; smaller ones that are still too large are quarantined. */
const bodyBytesMax = 16 * 1024 * 1024;

/** Between the longest hold and what proxies allow; a slow header is cut early. */
const timeouts = { requestTimeout: 60_000, keepAliveTimeout: 65_000, headersTimeout: 15_000 };

/** The authority's endpoints on one Fastify server, not listening yet. */
export function createServer(authority: Authority): FastifyInstance {
  const server = fastify({
    bodyLimit: bodyBytesMax,
    forceCloseConnections: "idle",
    serverFactory: (handle) =>
      createHttpServer(timeouts, (request, response) => {
        if (!answerNothingNew(authority, request, response)) handle(request, response);
      }),
    routerOptions: { maxParamLength: 200 },
  });
  // Bodies are read raw: what can't be parsed must be kept, and each endpoint has bounds of its own.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  server.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) logError("a request failed", error, { path: request.routeOptions.url });
    return reply
      .code(status)
      .header("content-type", "application/problem+json")
      .send(JSON.stringify({ title: "Error", status, detail: detailOf(error, status) }));
  });
  // A kept connection would hold up the stop until its idle time is over.
  server.addHook("onSend", (_request, reply, payload, done) => {
    if (authority.stopping.signal.aborted) reply.header("connection", "close");
    done(null, payload);
  });
  server.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .header("content-type", "application/problem+json")
      .send(JSON.stringify({ title: "Not Found", status: 404, detail: "There is nothing here." })),
  );
  healthRoutes(server, authority);
  bundleRoutes(server, authority);
  statusRoutes(server, authority);
  logRoutes(server, authority);
  tokenRoutes(server, authority);
  return server;
}

function statusOf(error: unknown): number {
  if (error instanceof AppError) return httpStatus[error.code];
  if (typeof error === "object" && error !== null && "statusCode" in error)
    return typeof error.statusCode === "number" ? error.statusCode : 500;
  return 500;
}

function detailOf(error: unknown, status: number): string {
  if (status >= 500) return "Something went wrong here; try again.";
  return error instanceof Error ? error.message : "The request is not as expected.";
}
