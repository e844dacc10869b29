import { hearsayHeaders, identityHeaders } from "#lib/bundle/gateway-headers.ts";
import { type GatewayFacts, listenParts } from "./gateway-facts.ts";

/**
 * A site for Caddy (2.6 and later). `route` keeps the order as written: what a client says in others' names is
 * taken away before the enforcer is asked, as `copy_headers` leaves a header alone that the answer does not have.
 * Connection goes too: it could name headers that Caddy then drops on the way to the API. No upgrade passes. Any
 * answer but 2xx goes to the client as it is; no answer is a 502: closed. Port 443 means that Caddy gets certificates.
 */
export function caddyConfig({ enforcerUrl, upstream, serverName, listen }: GatewayFacts): string {
  const [address, port] = listenParts(listen);
  const site = port === "443" ? serverName : `http://${serverName}:${port}`;
  const removed = ["X-Sallyport-*", "*_*", "Connection", "Upgrade", ...hearsayHeaders];
  return `${site} {
${address === "" ? "" : `\tbind ${address}\n`}	route {
${removed.map((name) => `\t\trequest_header -${name}`).join("\n")}
		forward_auth ${new URL(enforcerUrl).host} {
			uri /authorize
			header_up -Cookie
			copy_headers ${identityHeaders.join(" ")}
			transport http {
				dial_timeout 2s
				response_header_timeout 2s
			}
		}
		reverse_proxy ${upstream}
	}
}
`;
}
