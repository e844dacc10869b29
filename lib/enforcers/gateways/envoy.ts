import { stringify } from "yaml";
import { type GatewayFacts, listenParts } from "./gateway-facts.ts";

/** Besides Host, method, path and Authorization, which always go: what a decision looks at. */
const asked = [
  "dpop",
  "origin",
  "access-control-request-method",
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
  "x-forwarded-proto",
  "x-forwarded-client-cert",
];

/**
 * A whole `envoy.yaml` with the ext_authz filter over HTTP. The address that Envoy found is handed over in a header of
 * its own, which `headers_to_add` overwrites: to X-Forwarded-For its client appends Envoy's own address. What an answer
 * sets overwrites what the client sent; the rest the enforcer has removed. `failure_mode_allow` stays off. Paths are
 * not rewritten before the filter, and what was asked about is what goes on.
 */
export function envoyConfig({ enforcerUrl, upstream, serverName, listen }: GatewayFacts): string {
  const [address, port] = listenParts(listen);
  const listener = {
    name: "api",
    address: socket(address || "0.0.0.0", Number(port)),
    filter_chains: [{ filters: [connectionManager(enforcerUrl, serverName)] }],
  };
  const clusters = [cluster("api", upstream), cluster("sallyport", enforcerUrl)];
  return stringify({ static_resources: { listeners: [listener], clusters } }, { lineWidth: 0 });
}

const socket = (address: string, port: number) => ({
  socket_address: { address, port_value: port },
});

const typed = (name: string, more: object) => ({
  "@type": `type.googleapis.com/envoy.extensions.${name}`,
  ...more,
});

function connectionManager(enforcerUrl: string, serverName: string) {
  const routes = [{ match: { prefix: "/" }, route: { cluster: "api", timeout: "60s" } }];
  return {
    name: "envoy.filters.network.http_connection_manager",
    typed_config: typed("filters.network.http_connection_manager.v3.HttpConnectionManager", {
      stat_prefix: "api",
      use_remote_address: true,
      forward_client_cert_details: "SANITIZE_SET",
      path_with_escaped_slashes_action: "REJECT_REQUEST",
      // Many an API reads x_sallyport_subject as x-sallyport-subject.
      common_http_protocol_options: { headers_with_underscores_action: "REJECT_REQUEST" },
      http_filters: [
        { name: "envoy.filters.http.ext_authz", typed_config: extAuthz(enforcerUrl) },
        {
          name: "envoy.filters.http.router",
          typed_config: typed("filters.http.router.v3.Router", {}),
        },
      ],
      route_config: {
        name: "api",
        virtual_hosts: [{ name: "api", domains: [serverName, `${serverName}:*`], routes }],
      },
    }),
  };
}

function extAuthz(enforcerUrl: string) {
  return typed("filters.http.ext_authz.v3.ExtAuthz", {
    failure_mode_allow: false,
    http_service: {
      path_prefix: "/envoy",
      server_uri: { uri: new URL(enforcerUrl).origin, cluster: "sallyport", timeout: "2s" },
      authorization_request: {
        headers_to_add: [
          {
            key: "x-sallyport-client-address",
            value: "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%",
          },
        ],
      },
      authorization_response: {
        allowed_upstream_headers: { patterns: [{ prefix: "x-sallyport-" }] },
      },
    },
    allowed_headers: { patterns: asked.map((exact) => ({ exact })) },
  });
}

function cluster(name: string, url: string) {
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === "https:";
  const endpoint = { address: socket(hostname, Number(port || (secure ? 443 : 80))) };
  const tls = typed("transport_sockets.tls.v3.UpstreamTlsContext", { sni: hostname });
  return {
    name,
    type: "STRICT_DNS",
    connect_timeout: "2s",
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint }] }],
    },
    ...(secure
      ? { transport_socket: { name: "envoy.transport_sockets.tls", typed_config: tls } }
      : {}),
  };
}
