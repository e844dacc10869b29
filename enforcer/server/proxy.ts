import { Agent, type IncomingMessage, type ServerResponse, request as requestHttp } from "node:http";
import { Agent as SecureAgent, request as requestHttps } from "node:https";
import { plainAddress } from "#enforcer/adapters/client-address.ts";
import type { AdapterSettings } from "#enforcer/adapters/decidable-request.ts";
import { type Headers, readHeaders } from "#enforcer/adapters/headers.ts";
import { endToEndHeaders, readProxyRequest } from "#enforcer/adapters/proxy-request.ts";
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
  const upstream = new URL(ports.upstream);
  const secure = upstream.protocol === "https:";
  const agent = secure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const open = secure ? requestHttps : requestHttp;
  const base = upstream.pathname.replace(/\/+$/, "");

  const forward = (request: IncomingMessage, response: ServerResponse, headers: Headers, verdict: Verdict) => {
    const outgoing = open({
      agent,
      protocol: upstream.protocol,
      hostname: upstream.hostname.replace(/^\[|\]$/g, ""),
      port: upstream.port,
      method: request.method ?? "GET",
      path: `${base}${request.url ?? "/"}`,
      headers: upstreamHeaders(headers, verdict, peerOf(request).address, ports.settings),
      setHost: false,
    });
    outgoing.on("response", (incoming) => {
      const fields = endToEndHeaders(readHeaders(incoming.rawHeaders));
      const own = verdictHeaders(verdict);
      const more = ["X-Sallyport-Decision-Id", "X-Sallyport-Reason"].map((name) => [name, own[name] ?? ""]);
      const flat = [...fields.flatMap(([name, values]) => values.map((value) => [name, value])), ...more];
      response.writeHead(incoming.statusCode ?? 502, flat.flat());
      incoming.pipe(response);
      incoming.on("error", () => response.destroy());
    });
    outgoing.on("error", () => {
      if (response.headersSent) response.destroy();
      else sendProblem(response, 502, "the upstream could not be reached");
    });
    response.on("close", () => outgoing.destroy());
    request.pipe(outgoing);
  };

  const handle: Handler = (request, response) => {
    const headers = readHeaders(request.rawHeaders);
    if (wantsWebSocket(headers)) {
      response.setHeader("Connection", "close");
      return sendProblem(
        response,
        501,
        "WebSocket connections do not pass this proxy: a decision could not end them. Use a gateway.",
      );
    }
    const direct = {
      method: request.method ?? "",
      target: request.url ?? "",
      headers,
      peerAddress: peerOf(request).address,
    };
    const answer = (verdict: Verdict) => {
      if (verdict.decision.outcome === "allow") return forward(request, response, headers, verdict);
      request.resume();
      sendReply(response, forwardAuthReply(verdict, { portalUrl: ports.portalUrl() }));
    };
    const verdict = ports.decider.decide(readProxyRequest(direct, ports.settings));
    if (verdict instanceof Promise) void verdict.then(answer);
    else answer(verdict);
  };
  return { handle, close: () => agent.destroy() };
}

function wantsWebSocket(headers: Headers): boolean {
  return (headers.get("upgrade") ?? []).some((value) => /\bwebsocket\b/i.test(value));
}

/** What a stranger says about the way its request took is not passed on as if it were known. */
const hearsay = new Set(["forwarded", "x-real-ip", "x-forwarded-port", "x-forwarded-prefix"]);

function upstreamHeaders(
  headers: Headers,
  verdict: Verdict,
  peer: string | null,
  { isTrustedProxy }: AdapterSettings,
) {
  const fields: Record<string, string | readonly string[]> = {};
  for (const [name, values] of endToEndHeaders(headers))
    if (!hearsay.has(name)) fields[name] = values.length === 1 ? (values[0] ?? "") : values;
  const plainPeer = peer === null ? null : plainAddress(peer);
  const before = plainPeer !== null && isTrustedProxy(plainPeer) ? headers.get("x-forwarded-for") : [];
  const chain = [...(before ?? []), ...(plainPeer === null ? [] : [plainPeer])];
  return {
    ...fields,
    // Without a length the body was chunked, and is again.
    ...(headers.has("transfer-encoding") ? { "transfer-encoding": "chunked" } : {}),
    "x-forwarded-for": chain.join(", "),
    "x-forwarded-host": headers.get("host")?.[0] ?? "",
    "x-forwarded-proto": "http",
    ...verdictHeaders(verdict),
  };
}
