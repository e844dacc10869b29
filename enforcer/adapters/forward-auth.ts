import { clientAddress, forwardedChain } from "./client-address.ts";
import type { AdapterSettings, ReadRequest } from "./decidable-request.ts";
import { type Headers, decisiveHeaders } from "./headers.ts";
import { forwardedCertificate, forwardedScheme, singleHeader } from "./single-header.ts";

/** Traefik ForwardAuth and Caddy forward_auth: the original request is in X-Forwarded-Method, -Host and -Uri. */
export function readForwardAuth(headers: Headers, settings: AdapterSettings): ReadRequest {
  const method = singleHeader(headers, "X-Forwarded-Method");
  const host = singleHeader(headers, "X-Forwarded-Host");
  const target = singleHeader(headers, "X-Forwarded-Uri");
  if ("why" in method) return { ok: false, why: method.why };
  if ("why" in host) return { ok: false, why: host.why };
  if ("why" in target) return { ok: false, why: target.why };
  const chain = forwardedChain(headers.get("x-forwarded-for"));
  return {
    ok: true,
    request: {
      dialect: "forward-auth",
      request: {
        method: method.value,
        host: host.value,
        target: target.value,
        headers: decisiveHeaders(headers, [host.value]),
      },
      client: { address: clientAddress(chain, settings.isTrustedProxy), country: null },
      scheme: forwardedScheme(headers),
      certificate: forwardedCertificate(headers, settings.certificateHeader),
      trace: false,
    },
  };
}
