import type { IncomingMessage, ServerResponse } from "node:http";
import { readDataApi } from "#enforcer/adapters/data-api.ts";
import type {
  AdapterSettings,
  DecidableRequest,
  ReadRequest,
} from "#enforcer/adapters/decidable-request.ts";
import { type RequestLine, readEnvoy } from "#enforcer/adapters/envoy.ts";
import { readForwardAuth } from "#enforcer/adapters/forward-auth.ts";
import { type Headers, readHeaders } from "#enforcer/adapters/headers.ts";
import { readNginx } from "#enforcer/adapters/nginx.ts";
import {
  type Reply,
  type ReplyContext,
  envoyReply,
  forwardAuthReply,
  nginxReply,
} from "#enforcer/adapters/reply.ts";
import { readJson } from "#lib/engine/read-json.ts";
import type { Decider } from "#enforcer/decisions/decider.ts";
import { decisionResult } from "#enforcer/decisions/decision-result.ts";
import type { Verdict } from "#enforcer/verdict.ts";
import { peerOf } from "./peer.ts";
import { readBody } from "./read-body.ts";
import { sendJson, sendProblem, sendReply } from "./send-reply.ts";
import type { GatewayCheck } from "./peer.ts";

export type GatewayPorts = {
  readonly decider: Decider;
  readonly settings: AdapterSettings;
  readonly isProved: GatewayCheck;
  readonly portalUrl: () => string | null;
};

/** What it throws, at once or later, the server turns into a denial. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

type Dialect = {
  readonly name: DecidableRequest["dialect"];
  readonly read: (headers: Headers, settings: AdapterSettings, line: RequestLine) => ReadRequest;
  readonly reply: (verdict: Verdict, context: ReplyContext) => Reply;
};

const nginx: Dialect = { name: "nginx", read: readNginx, reply: nginxReply };
const forwardAuth: Dialect = {
  name: "forward-auth",
  read: readForwardAuth,
  reply: forwardAuthReply,
};
const envoy: Dialect = { name: "envoy", read: readEnvoy, reply: envoyReply };

/** A stranger that talks like a gateway is told no more than that. */
export const unproved =
  "this gateway has not proved itself: it must be on this machine or send X-Sallyport-Gateway-Secret";

export const authorizeNginx = (ports: GatewayPorts) => headerHandler(nginx, ports);
export const authorizeForwarded = (ports: GatewayPorts) => headerHandler(forwardAuth, ports);
export const authorizeEnvoy = (ports: GatewayPorts) => headerHandler(envoy, ports);

/** Gateways that ask with headers alone; whatever body comes along is not read. */
function headerHandler(dialect: Dialect, ports: GatewayPorts): Handler {
  return (request, response) => {
    const headers = readHeaders(request.rawHeaders);
    const peer = peerOf(request);
    const read: ReadRequest = ports.isProved(peer, headers)
      ? dialect.read(headers, ports.settings, request)
      : { ok: false, why: unproved };
    const context = { portalUrl: ports.portalUrl() };
    const answer = (verdict: Verdict, more: Partial<ReplyContext> = {}) =>
      sendReply(response, dialect.reply(verdict, { ...context, ...more }));
    request.resume();
    if (!read.ok) {
      const verdict = ports.decider.refuse(dialect.name, peer.address, read.why);
      return answer(verdict, { gatewayProblem: read.why });
    }
    const verdict = ports.decider.decide(read.request);
    return verdict instanceof Promise
      ? verdict.then((decided) => answer(decided))
      : answer(verdict);
  };
}

const bodyBytesMax = 262_144;

/** OPA's Data API for `sallyport/authz` (the whole result) and `sallyport/authz/allow` (true or false). */
export function dataApi(part: "result" | "allow", ports: GatewayPorts): Handler {
  return (request, response) => answerData(part, ports, request, response);
}

async function answerData(
  part: "result" | "allow",
  ports: GatewayPorts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") return sendProblem(response, 405, "ask with POST");
  const peer = peerOf(request);
  if (!ports.isProved(peer, readHeaders(request.rawHeaders))) {
    request.resume();
    const verdict = ports.decider.refuse("data-api", peer.address, unproved);
    return sendData(part, response, verdict);
  }
  const body = await readBody(request, bodyBytesMax).catch(() => null);
  const read = readDataApi(body === null ? null : readJson(body), ports.settings);
  if (read.kind === "bad-body")
    return sendJson(response, 400, {
      code: "invalid_parameter",
      message: "the body must be a JSON object with `input`, no key twice, of at most 256 kB",
    });
  const verdict = read.request.ok
    ? await ports.decider.decide(read.request.request)
    : ports.decider.refuse("data-api", peer.address, read.request.why);
  sendData(part, response, verdict);
}

function sendData(part: "result" | "allow", response: ServerResponse, verdict: Verdict): void {
  const result = part === "allow" ? verdict.decision.outcome === "allow" : decisionResult(verdict);
  sendJson(response, 200, { decision_id: verdict.id, result });
}
