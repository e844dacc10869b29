import type { ServerResponse } from "node:http";
import type { Reply } from "#enforcer/adapters/reply.ts";

export function sendReply(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendReply(response, {
    status,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
    body: JSON.stringify(value),
  });
}

/** A plain refusal that is no decision (RFC 9457). */
export function sendProblem(response: ServerResponse, status: number, detail: string): void {
  sendReply(response, {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
    body: JSON.stringify({ type: "about:blank", status, detail }),
  });
}
