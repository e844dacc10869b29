import type { IncomingMessage } from "node:http";
import { clientAddress, forwardedChain } from "#enforcer/adapters/client-address.ts";
import type { AdapterSettings, DecidableRequest } from "#enforcer/adapters/decidable-request.ts";
import { decisiveHeaders, readHeaders } from "#enforcer/adapters/headers.ts";

/** As Node took it from the wire; `originalUrl` is where Express and connect keep it before they strip a mount path. */
export type OwnRequest = IncomingMessage & { readonly originalUrl?: string };

export function readOwnRequest(
  request: OwnRequest,
  { isTrustedProxy }: AdapterSettings,
): DecidableRequest {
  const headers = readHeaders(request.rawHeaders);
  const hosts = headers.get("host") ?? [];
  const peer = request.socket.remoteAddress ?? "";
  const chain = [...forwardedChain(headers.get("x-forwarded-for")), peer];
  return {
    dialect: "middleware",
    request: {
      method: request.method ?? "",
      host: hosts[0] ?? "",
      target: request.originalUrl ?? request.url ?? "",
      headers: decisiveHeaders(headers, hosts),
    },
    client: { address: clientAddress(chain, isTrustedProxy), country: null },
    scheme: "encrypted" in request.socket ? "https" : "http",
    certificate: null,
    trace: false,
  };
}

/**
 * A request of the Fetch API. Its URL has been through the URL standard, which takes `..` away, and is what the handler
 * goes by too; headers that came twice are joined, so two credentials are none.
 */
export function readFetchRequest(
  { method, url, headers }: Request,
  peerAddress: string | null,
  { isTrustedProxy }: AdapterSettings,
): DecidableRequest {
  const { host, pathname, search, protocol } = new URL(url);
  const fields = new Map([...headers].map(([name, value]) => [name, [value]] as const));
  const chain = [...forwardedChain(fields.get("x-forwarded-for")), peerAddress ?? ""];
  return {
    dialect: "middleware",
    request: { method, host, target: pathname + search, headers: decisiveHeaders(fields, [host]) },
    client: { address: clientAddress(chain, isTrustedProxy), country: null },
    scheme: protocol === "https:" ? "https" : "http",
    certificate: null,
    trace: false,
  };
}
