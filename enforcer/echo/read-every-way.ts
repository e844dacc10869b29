import type { AdapterSettings, ReadRequest } from "#enforcer/adapters/decidable-request.ts";
import { type RequestLine, envoyPrefix, readEnvoy } from "#enforcer/adapters/envoy.ts";
import { readForwardAuth } from "#enforcer/adapters/forward-auth.ts";
import type { Headers } from "#enforcer/adapters/headers.ts";
import { readNginx } from "#enforcer/adapters/nginx.ts";
import { maskTarget } from "#enforcer/decisions/mask-target.ts";
import type { InForce } from "#enforcer/source/in-force.ts";
import { decide } from "#lib/engine/decide.ts";

export type EchoPorts = {
  readonly settings: AdapterSettings;
  readonly inForce: () => InForce | null;
  readonly nowSeconds: () => number;
};

/** Where Envoy, which keeps the caller's path behind a prefix, is pointed instead of at `/envoy`. */
export const envoyEchoPrefix = "/envoy-echo";

/** A gateway's request as each dialect would read it, and what a decision would be about; nothing is decided. */
export function readEveryWay(line: RequestLine, headers: Headers, ports: EchoPorts) {
  const { settings } = ports;
  const beneath = { ...line, url: (line.url ?? "").replace(envoyEchoPrefix, envoyPrefix) };
  return {
    nginx: tell(readNginx(headers, settings), ports),
    forward_auth: tell(readForwardAuth(headers, settings), ports),
    envoy: tell(readEnvoy(headers, settings, beneath), ports),
  };
}

function tell(read: ReadRequest, ports: EchoPorts) {
  if (!read.ok) return { problem: read.why };
  const { request, client, scheme, certificate } = read.request;
  return {
    method: request.method,
    host: request.host,
    target: maskTarget(request.target),
    credential: credentialOf(request.headers["authorization"]),
    address: client.address ?? "unknown: no rule about networks or countries can hold",
    scheme: scheme ?? "unknown: a DPoP proof can't be checked",
    certificate: certificate ?? "none",
    about: about(request, client, ports),
  };
}

/** As if nobody were known: API and operation do not depend on who asks. */
function about(
  request: Parameters<typeof decide>[1]["request"],
  client: Parameters<typeof decide>[1]["client"],
  { inForce, nowSeconds }: EchoPorts,
) {
  const current = inForce();
  if (current === null) return { problem: "the bundles have not come yet" };
  const input = { request, client, credential: { state: "none" as const } };
  const { api, operation, reason, detail } = decide(current.compiled, input, nowSeconds());
  if (api !== null) return { api, operation: operation ?? "unknown" };
  return { problem: detail === null ? reason : `${reason}: ${detail}` };
}

function credentialOf(values: readonly string[] | undefined): string {
  if (values === undefined) return "none";
  if (values.length > 1) return `${values.length} of them: refused`;
  const [scheme = "", token = ""] = (values[0] ?? "").split(" ");
  return /^(bearer|dpop)$/i.test(scheme)
    ? `${scheme}, ${token.length} characters`
    : "not Bearer or DPoP";
}
