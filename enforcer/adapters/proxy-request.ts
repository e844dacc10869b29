import { clientAddress, forwardedChain } from "./client-address.ts";
import type { AdapterSettings, DecidableRequest } from "./decidable-request.ts";
import { type Headers, decisiveHeaders } from "./headers.ts";

/** What a caller itself sent, without a gateway in front: nothing it says about itself is believed. */
export type DirectRequest = {
  readonly method: string;
  /** Exactly as on the request line. */
  readonly target: string;
  readonly headers: Headers;
  readonly peerAddress: string | null;
};

export function readProxyRequest(direct: DirectRequest, settings: AdapterSettings): DecidableRequest {
  const { method, target, headers, peerAddress } = direct;
  const hosts = headers.get("host") ?? [];
  const chain = [...forwardedChain(headers.get("x-forwarded-for")), peerAddress ?? ""];
  return {
    dialect: "proxy",
    request: { method, host: hosts[0] ?? "", target, headers: decisiveHeaders(headers, hosts) },
    client: { address: clientAddress(chain, settings.isTrustedProxy), country: null },
    scheme: "http",
    certificate: null,
    trace: false,
  };
}

/** Of one connection, not of the message (RFC 9110 section 7.6.1), and what this proxy answers itself. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
]);

/** What Connection may not take away: without these the upstream would serve another request than was decided. */
const kept = new Set(["host", "authorization", "dpop", "cookie", "origin", "content-length", "content-type"]);

/**
 * The caller's headers as they go upstream: without hop-by-hop ones (and those that Connection names) and without
 * any X-Sallyport-*, also when spelled with underscores, which many upstreams read as the same header.
 */
export function endToEndHeaders(headers: Headers): [string, readonly string[]][] {
  const named = (headers.get("connection") ?? []).flatMap((value) =>
    value.split(",").map((name) => name.trim().toLowerCase()),
  );
  const dropped = new Set([...hopByHop, ...named.filter((name) => !kept.has(name))]);
  return [...headers].filter(
    ([name]) => !dropped.has(name) && !name.replaceAll("_", "-").startsWith("x-sallyport-"),
  );
}
