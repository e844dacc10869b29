import { clientAddress, forwardedChain, plainAddress } from "./client-address.ts";
import type { AdapterSettings, ReadRequest } from "./decidable-request.ts";
import { type Headers, decisiveHeaders } from "./headers.ts";
import { forwardedCertificate, forwardedScheme, singleHeader } from "./single-header.ts";

/** Method and target of the request that asks; Envoy repeats the caller's behind a prefix. */
export type RequestLine = {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
};

/** What Envoy is told to put before every path; its slash belongs to the caller's target. */
export const envoyPrefix = "/envoy";

/**
 * Envoy ext_authz over HTTP: the caller's method and Host as they are, its path behind a prefix, and those of its
 * headers that the filter's `allowed_headers` names.
 */
export function readEnvoy(
  headers: Headers,
  settings: AdapterSettings,
  { method = "", url = "" }: RequestLine,
): ReadRequest {
  const host = singleHeader(headers, "Host");
  if ("why" in host) return { ok: false, why: host.why };
  return {
    ok: true,
    request: {
      dialect: "envoy",
      request: {
        method,
        host: host.value,
        target: url.slice(envoyPrefix.length),
        headers: decisiveHeaders(headers, [host.value]),
      },
      client: { address: address(headers, settings), country: null },
      scheme: forwardedScheme(headers),
      certificate: forwardedCertificate(headers, settings.certificateHeader),
      trace: false,
    },
  };
}

/**
 * The generated filter overwrites X-Sallyport-Client-Address with the address Envoy found. Without it there is
 * X-Forwarded-For, to which Envoy's own client appends the address of Envoy itself: read as usual, every caller
 * would come from there. So it counts only where that last entry is a trusted proxy. X-Envoy-External-Address is
 * not looked at: an internal caller may send it, and Envoy then leaves it as it is.
 */
function address(headers: Headers, { isTrustedProxy }: AdapterSettings): string | null {
  const told = headers.get("x-sallyport-client-address");
  if (told !== undefined) return told.length === 1 ? plainAddress(told[0] ?? "") : null;
  const chain = forwardedChain(headers.get("x-forwarded-for"));
  const own = plainAddress(chain.at(-1) ?? "");
  return own !== null && isTrustedProxy(own) ? clientAddress(chain, isTrustedProxy) : null;
}
