import { clientAddress, forwardedChain } from "./client-address.ts";
import type { AdapterSettings, ReadRequest } from "./decidable-request.ts";
import { type Headers, decisiveHeaders } from "./headers.ts";
import { forwardedCertificate, forwardedScheme, singleHeader } from "./single-header.ts";

/**
 * nginx `auth_request`: a subrequest with the caller's own headers, to which the configuration adds what the
 * original request was. Both headers that can carry the caller's address are the caller's to send where the
 * configuration forgets to overwrite one, so if both are there they must agree.
 */
export function readNginx(headers: Headers, settings: AdapterSettings): ReadRequest {
  const method = singleHeader(headers, "X-Original-Method");
  const target = singleHeader(headers, "X-Original-URI");
  const host = singleHeader(headers, "X-Forwarded-Host");
  if ("why" in method) return { ok: false, why: method.why };
  if ("why" in target) return { ok: false, why: target.why };
  if ("why" in host) return { ok: false, why: host.why };
  return {
    ok: true,
    request: {
      dialect: "nginx",
      request: {
        method: method.value,
        host: host.value,
        target: target.value,
        headers: decisiveHeaders(headers, [host.value]),
      },
      client: { address: address(headers, settings), country: null },
      scheme: forwardedScheme(headers),
      certificate: forwardedCertificate(headers, settings.certificateHeader),
      trace: false,
    },
  };
}

function address(headers: Headers, { isTrustedProxy }: AdapterSettings): string | null {
  const chain = forwardedChain(headers.get("x-forwarded-for"));
  const real = headers.get("x-real-ip");
  if (real === undefined) return clientAddress(chain, isTrustedProxy);
  if (real.length !== 1 || (chain.length > 0 && chain.at(-1) !== real[0])) return null;
  return clientAddress(chain.length > 0 ? chain : real, isTrustedProxy);
}
