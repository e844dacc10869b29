import { stringify } from "yaml";
import {
  gatewayOnlyHeaders,
  hearsayHeaders,
  identityHeaders,
} from "#lib/bundle/gateway-headers.ts";
import type { GatewayFacts } from "./gateway-facts.ts";

/** What a decision looks at; APISIX hands over no others. */
const asked = [
  "Authorization",
  "DPoP",
  "Origin",
  "Access-Control-Request-Method",
  "X-HTTP-Method-Override",
  "X-HTTP-Method",
  "X-Method-Override",
];

const told = [
  "WWW-Authenticate",
  "Retry-After",
  "Content-Type",
  "X-Sallyport-Reason",
  "X-Sallyport-Decision-Id",
];

/**
 * A route for APISIX, as `apisix.yaml` of its standalone mode (the plugins are the same through the Admin API).
 * `forward-auth` of some versions leaves a header that the answer lacks as the client sent it, so they go before it,
 * and with them all names with underscores, which many an API reads as hyphens.
 */
export function apisixConfig({ enforcerUrl, upstream, serverName }: GatewayFacts): string {
  const removed = [...identityHeaders, ...gatewayOnlyHeaders, ...hearsayHeaders];
  const clean = [
    "return function()",
    `  for _, name in ipairs({${removed.map((name) => `"${name}"`).join(", ")}}) do`,
    "    ngx.req.clear_header(name)",
    "  end",
    "  for name in pairs(ngx.req.get_headers(0)) do",
    '    if name:find("_", 1, true) then ngx.req.clear_header(name) end',
    "  end",
    "end",
    "",
  ].join("\n");
  const route = {
    uri: "/*",
    host: serverName,
    plugins: {
      "serverless-pre-function": { phase: "rewrite", functions: [clean] },
      "forward-auth": {
        uri: `${new URL(enforcerUrl).origin}/authorize`,
        request_method: "GET",
        request_headers: asked,
        upstream_headers: [...identityHeaders],
        client_headers: told,
        timeout: 2000,
        allow_degradation: false,
        status_on_error: 403,
      },
    },
    upstream: {
      type: "roundrobin",
      scheme: new URL(upstream).protocol.slice(0, -1),
      nodes: { [new URL(upstream).host]: 1 },
    },
  };
  return `${stringify({ routes: [route] }, { lineWidth: 0 })}#END\n`;
}
