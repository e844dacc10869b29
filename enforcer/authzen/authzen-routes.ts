import type { IncomingMessage, ServerResponse } from "node:http";
import { readHeaders, type Headers } from "#enforcer/adapters/headers.ts";
import type { Handler } from "#enforcer/server/gateway-routes.ts";
import { peerOf } from "#enforcer/server/peer.ts";
import { readBody } from "#enforcer/server/read-body.ts";
import { sendJson, sendProblem } from "#enforcer/server/send-reply.ts";
import { readJson } from "#lib/engine/read-json.ts";
import {
  type Answering,
  type AuthzenPorts,
  evaluation,
  evaluations,
  searchFor,
} from "./answering.ts";
import { discoveryDocument, paths } from "./discovery-document.ts";

const bodyBytesMax = 262_144;

/** AuthZEN Authorization API 1.0: evaluation, evaluations, search and discovery. */
export function authzenRoutes(ports: AuthzenPorts): ReadonlyMap<string, Handler> {
  const posts: [string, Answering][] = [
    [paths.evaluation, evaluation],
    [paths.evaluations, evaluations],
  ];
  if (ports.asserted)
    for (const kind of ["subject", "resource", "action"] as const)
      posts.push([paths[kind], searchFor(kind)]);
  return new Map<string, Handler>([
    ...posts.map(([path, run]): [string, Handler] => [path, post(ports, run)]),
    [paths.discovery, discovery(ports)],
  ]);
}

function post(ports: AuthzenPorts, run: Answering): Handler {
  return async (request, response) => {
    const headers = readHeaders(request.rawHeaders);
    const peer = peerOf(request);
    echoRequestId(headers, response);
    if (request.method !== "POST") return refuse(request, response, 405, "ask with POST");
    if (!ports.isProved(peer, withBearerAsSecret(headers))) {
      response.setHeader("WWW-Authenticate", 'Bearer realm="sallyport"');
      return refuse(request, response, 401, "send the gateways' secret as a bearer token");
    }
    if (!isJson(headers)) return refuse(request, response, 400, "Content-Type: application/json");
    const text = await readBody(request, bodyBytesMax);
    const body = text === null ? null : readJson(text);
    if (body === null)
      return sendProblem(response, 400, "a JSON object, no key twice, of at most 256 kB");
    const { status, value } = await run(ports, body, peer.address);
    if (status === 200) return sendJson(response, 200, value);
    sendProblem(response, status, String(value));
  };
}

function discovery(ports: AuthzenPorts): Handler {
  return (request, response) => {
    request.resume();
    echoRequestId(readHeaders(request.rawHeaders), response);
    if (request.method !== "GET" && request.method !== "HEAD")
      return sendProblem(response, 405, "ask with GET");
    const document = discoveryDocument(request, ports.asserted);
    if (document === null) return sendProblem(response, 400, "one Host header is needed");
    sendJson(response, 200, document);
  };
}

/** AuthZEN's clients authenticate as OAuth's do; the same secret serves. */
function withBearerAsSecret(headers: Headers): Headers {
  const given = headers.get("authorization");
  const secret = given?.length === 1 ? /^bearer +(\S+)$/i.exec(given[0] ?? "")?.[1] : undefined;
  if (secret === undefined || headers.has("x-sallyport-gateway-secret")) return headers;
  return new Map([...headers, ["x-sallyport-gateway-secret", [secret]]]);
}

function isJson(headers: Headers): boolean {
  const given = headers.get("content-type");
  return given?.length === 1 && /^application\/json *(;|$)/i.test(given[0] ?? "");
}

/** Section 10.1.2: whoever sends an id gets it back. */
function echoRequestId(headers: Headers, response: ServerResponse): void {
  const id = headers.get("x-request-id");
  if (id?.length === 1 && id[0] !== undefined) response.setHeader("X-Request-ID", id[0]);
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  detail: string,
): void {
  request.resume();
  sendProblem(response, status, detail);
}
