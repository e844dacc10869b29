import { stringify } from "yaml";
import {
  gatewayOnlyHeaders,
  hearsayHeaders,
  identityHeaders,
} from "#lib/bundle/gateway-headers.ts";
import type { GatewayFacts } from "./gateway-facts.ts";

/**
 * Declarative configuration for Kong, whose `opa` plugin (Enterprise) asks OPA's Data API. `pre-function` runs before
 * every other plugin: it takes away what a client says in others' names, names with underscores too, and adds the
 * target as it came, which the plugin would tell in pieces.
 */
export function kongConfig({ enforcerUrl, upstream, serverName }: GatewayFacts): string {
  const removed = [...identityHeaders, ...gatewayOnlyHeaders, ...hearsayHeaders];
  const { hostname, port, protocol } = new URL(enforcerUrl);
  const clean = [
    ...removed.map((name) => `kong.service.request.clear_header("${name}")`),
    "local headers, cut = kong.request.get_headers(1000)",
    "if cut then return kong.response.exit(400) end",
    "for name in pairs(headers) do",
    '  if name:find("_", 1, true) then kong.service.request.clear_header(name) end',
    "end",
    "local query = kong.request.get_raw_query()",
    'local target = kong.request.get_raw_path() .. (query ~= "" and "?" .. query or "")',
    'kong.service.request.set_header("X-Sallyport-Target", target)',
  ].join("\n");
  const plugins = [
    { name: "pre-function", config: { access: [`${clean}\n`] } },
    {
      name: "opa",
      config: {
        opa_protocol: protocol.slice(0, -1),
        opa_host: hostname,
        opa_port: Number(port || (protocol === "https:" ? 443 : 80)),
        opa_path: "/v1/data/sallyport/authz",
        include_service_in_opa_input: false,
        include_route_in_opa_input: false,
        include_consumer_in_opa_input: false,
        include_body_in_opa_input: false,
        include_parsed_json_body_in_opa_input: false,
      },
    },
  ];
  const routes = [{ name: "api", hosts: [serverName], strip_path: false, preserve_host: true }];
  return stringify(
    { _format_version: "3.0", services: [{ name: "api", url: upstream, routes, plugins }] },
    { lineWidth: 0 },
  );
}
