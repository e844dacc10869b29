import type { IncomingMessage, ServerResponse } from "node:http";
import { readHeaders } from "#enforcer/adapters/headers.ts";
import type { Handler } from "./gateway-routes.ts";
import type { Health } from "./health.ts";
import { type GatewayCheck, peerOf } from "./peer.ts";
import { sendJson, sendProblem, sendReply } from "./send-reply.ts";

export type OperationsPorts = {
  readonly health: () => Health;
  readonly ready: () => boolean;
  readonly metrics: () => string;
  readonly isProved: GatewayCheck;
};

/** `/health`, `/ready`, `/metrics`. Only a proved peer learns more than yes or no. */
export function operationsRoutes(ports: OperationsPorts): ReadonlyMap<string, Handler> {
  const proved = (request: IncomingMessage) =>
    ports.isProved(peerOf(request), readHeaders(request.rawHeaders));
  const health: Handler = (request, response) => {
    if (!asksWhy(request.url ?? "")) return sendJson(response, 200, { status: "ok" });
    if (!proved(request)) return forbidden(response);
    const { denying, warnings, revisions } = ports.health();
    const status = denying.length > 0 ? "denying" : warnings.length > 0 ? "warning" : "ok";
    sendJson(response, 200, { status, denying, warnings, revisions });
  };
  const ready: Handler = (_request, response) => {
    const isReady = ports.ready();
    sendJson(response, isReady ? 200 : 503, { ready: isReady });
  };
  const metrics: Handler = (request, response) => {
    if (!proved(request)) return forbidden(response);
    const headers = { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" };
    sendReply(response, { status: 200, headers, body: ports.metrics() });
  };
  return new Map([
    ["/health", reading(health)],
    ["/ready", reading(ready)],
    ["/metrics", reading(metrics)],
  ]);
}

function reading(handler: Handler): Handler {
  return (request, response) => {
    request.resume();
    if (request.method === "GET" || request.method === "HEAD") return handler(request, response);
    sendProblem(response, 405, "ask with GET");
  };
}

function forbidden(response: ServerResponse): void {
  sendProblem(
    response,
    403,
    "only a peer on this machine or one with the gateways' secret may ask",
  );
}

function asksWhy(target: string): boolean {
  const query = target.split("?")[1] ?? "";
  return new URLSearchParams(query).has("why");
}
