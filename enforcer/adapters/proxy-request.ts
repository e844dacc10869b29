import { hearsayHeaders } from "#lib/bundle/gateway-headers.ts";
import { clientAddress, forwardedChain, plainAddress } from "./client-address.ts";
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

export function readProxyRequest(
  direct: DirectRequest,
  settings: AdapterSettings,
): DecidableRequest {
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
const kept = new Set([
  "host",
  "authorization",
  "dpop",
  "cookie",
  "origin",
  "content-length",
  "content-type",
]);

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

const hearsay: ReadonlySet<string> = new Set(hearsayHeaders.map((name) => name.toLowerCase()));

/** As nginx does: many upstreams can't tell an underscore from a hyphen, and would read a name refused above. */
const isAmbiguous = (name: string) => name.includes("_");

/** The headers of the request that goes upstream, but for the ones that say what was decided. */
export function upstreamHeaders(
  headers: Headers,
  peerAddress: string | null,
  { isTrustedProxy }: AdapterSettings,
): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, values] of endToEndHeaders(headers))
    if (!hearsay.has(name) && !isAmbiguous(name))
      fields[name] = values.length === 1 ? (values[0] ?? "") : [...values];
  // Without a length the body was chunked, and is again.
  if (headers.has("transfer-encoding")) fields["transfer-encoding"] = "chunked";
  fields["x-forwarded-for"] = forwardedFor(headers, peerAddress, isTrustedProxy).join(", ");
  fields["x-forwarded-host"] = headers.get("host")?.[0] ?? "";
  fields["x-forwarded-proto"] = "http";
  return fields;
}

/** The chain so far counts only when a trusted proxy handed it over. */
function forwardedFor(
  headers: Headers,
  peerAddress: string | null,
  isTrustedProxy: (address: string) => boolean,
): readonly string[] {
  const peer = plainAddress(peerAddress ?? "");
  if (peer === null) return [];
  const before = isTrustedProxy(peer) ? headers.get("x-forwarded-for") : undefined;
  return [...(before ?? []), peer];
}
