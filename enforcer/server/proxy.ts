import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
  request as requestHttp,
} from "node:http";
import { Agent as SecureAgent, request as requestHttps } from "node:https";
import type { AdapterSettings } from "#enforcer/adapters/decidable-request.ts";
import { type Headers, readHeaders } from "#enforcer/adapters/headers.ts";
import {
  endToEndHeaders,
  readProxyRequest,
  upstreamHeaders,
} from "#enforcer/adapters/proxy-request.ts";
import { forwardAuthReply } from "#enforcer/adapters/reply.ts";
import type { Decider } from "#enforcer/decisions/decider.ts";
import { verdictHeaders } from "#enforcer/decisions/verdict-headers.ts";
import type { Verdict } from "#enforcer/verdict.ts";
import type { Handler } from "./gateway-routes.ts";
import { peerOf } from "./peer.ts";
import { sendProblem, sendReply } from "./send-reply.ts";

export type ProxyPorts = {
  readonly upstream: string;
  readonly decider: Decider;
  readonly settings: AdapterSettings;
  readonly portalUrl: () => string | null;
};

export type Proxy = { readonly handle: Handler; readonly close: () => void };

/**
 * A reverse proxy for trying Sallyport without a gateway. What was decided and what goes upstream are the same
 * request: the target is sent on byte by byte (the engine refuses what is not canonical), the host unchanged.
 */
export function createProxy(ports: ProxyPorts): Proxy {
  const upstream = openUpstream(ports.upstream);
  const handle: Handler = (request, response) => {
    const headers = readHeaders(request.rawHeaders);
    const peerAddress = peerOf(request).address;
    if (wantsWebSocket(headers)) return refuseWebSocket(response);
    const answer = (verdict: Verdict) => {
      if (verdict.decision.outcome === "allow") {
        const own = upstreamHeaders(headers, peerAddress, ports.settings);
        const fields = { ...own, ...verdictHeaders(verdict) };
        return pass(request, response, upstream.open(request, fields), verdict);
      }
      request.resume();
      sendReply(response, forwardAuthReply(verdict, { portalUrl: ports.portalUrl() }));
    };
    const direct = {
      method: request.method ?? "",
      target: request.url ?? "",
      headers,
      peerAddress,
    };
    const verdict = ports.decider.decide(readProxyRequest(direct, ports.settings));
    return verdict instanceof Promise ? verdict.then(answer) : answer(verdict);
  };
  return { handle, close: upstream.close };
}

function openUpstream(address: string) {
  const upstream = new URL(address);
  const secure = upstream.protocol === "https:";
  const agent = secure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const start = secure ? requestHttps : requestHttp;
  const base = upstream.pathname.replace(/\/+$/, "");
  const place = {
    agent,
    protocol: upstream.protocol,
    hostname: upstream.hostname.replace(/^\[|\]$/g, ""),
    port: upstream.port,
    setHost: false,
  };
  return {
    close: () => agent.destroy(),
    open: (request: IncomingMessage, headers: OutgoingHttpHeaders): ClientRequest =>
      start({
        ...place,
        method: request.method ?? "",
        path: `${base}${request.url ?? ""}`,
        headers,
      }),
  };
}

/** Both bodies stream; whichever side breaks off takes the other with it. */
function pass(
  request: IncomingMessage,
  response: ServerResponse,
  outgoing: ClientRequest,
  verdict: Verdict,
): void {
  outgoing.on("response", (incoming) => {
    const own = verdictHeaders(verdict);
    const more = ["X-Sallyport-Decision-Id", "X-Sallyport-Reason"].map((name) => [
      name,
      own[name] ?? "",
    ]);
    const fields = endToEndHeaders(readHeaders(incoming.rawHeaders)).flatMap(([name, values]) =>
      values.map((value) => [name, value]),
    );
    response.writeHead(incoming.statusCode ?? 502, [...fields, ...more].flat());
    incoming.pipe(response);
    incoming.on("error", () => response.destroy());
  });
  outgoing.on("error", () => {
    if (response.headersSent) response.destroy();
    else sendProblem(response, 502, "the upstream could not be reached");
  });
  response.on("close", () => outgoing.destroy());
  request.pipe(outgoing);
}

function refuseWebSocket(response: ServerResponse): void {
  response.setHeader("Connection", "close");
  const why =
    "WebSocket connections do not pass this proxy: a decision could not end them. Use a gateway.";
  sendProblem(response, 501, why);
}

function wantsWebSocket(headers: Headers): boolean {
  return (headers.get("upgrade") ?? []).some((value) => /\bwebsocket\b/i.test(value));
}
