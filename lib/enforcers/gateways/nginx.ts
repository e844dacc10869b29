import {
  gatewayOnlyHeaders,
  hearsayHeaders,
  identityHeaders,
} from "#lib/bundle/gateway-headers.ts";
import type { GatewayFacts } from "./gateway-facts.ts";

/**
 * A server for Debian's nginx that asks the enforcer before it forwards. Every header that says what the request
 * was is overwritten, so that a client can't speak for the gateway. `proxy_pass` has no path: what is forwarded is
 * the request target byte for byte as it was decided. nginx turns every answer but 2xx, 401 and 403 of an
 * auth_request into 500, so 400, 429 and 503 come as 403 with X-Sallyport-Status and are turned back here; an enforcer
 * that doesn't answer is a 500: closed.
 */
export function nginxConfig({ enforcerUrl, upstream, serverName, listen }: GatewayFacts): string {
  return `upstream sallyport_enforcer {
    server ${new URL(enforcerUrl).host};
    keepalive 32;
}

server {
    listen ${listen};
    server_name ${serverName};

${forwarding(upstream)}
${authorizing}
${denying}}
`;
}

function variable(name: (typeof identityHeaders)[number]): string {
  return `$${snake(name).slice("x_".length)}`;
}

const snake = (name: string) => name.toLowerCase().replaceAll("-", "_");

function forwarding(upstream: string): string {
  return `    location / {
        auth_request /_sallyport/authorize;
        auth_request_set $sallyport_status $upstream_http_x_sallyport_status;
        auth_request_set $sallyport_reason $upstream_http_x_sallyport_reason;
        auth_request_set $sallyport_retry_after $upstream_http_retry_after;
${identityHeaders.map((name) => `        auth_request_set ${variable(name)} $upstream_http_${snake(name)};`).join("\n")}
        error_page 403 = @sallyport_denied;
        add_header X-Sallyport-Reason $sallyport_reason always;
        add_header X-Sallyport-Decision-Id ${variable("X-Sallyport-Decision-Id")} always;

        proxy_pass ${upstream};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_set_header X-Forwarded-Proto $scheme;
${[...gatewayOnlyHeaders, ...hearsayHeaders].map((name) => `        proxy_set_header ${name} "";`).join("\n")}
${identityHeaders.map((name) => `        proxy_set_header ${name} ${variable(name)};`).join("\n")}
    }
`;
}

const authorizing = `    location = /_sallyport/authorize {
        internal;
        proxy_pass http://sallyport_enforcer/authorize/nginx;
        proxy_http_version 1.1;
        proxy_connect_timeout 2s;
        proxy_read_timeout 2s;
        proxy_pass_request_body off;
        proxy_set_header Connection "";
        proxy_set_header Content-Length "";
        proxy_set_header Cookie "";
        proxy_set_header X-Original-Method $request_method;
        proxy_set_header X-Original-URI $request_uri;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Real-IP "";
        proxy_set_header X-Sallyport-Gateway-Secret "";
    }
`;

const denying = `    location @sallyport_denied {
        default_type application/problem+json;
        add_header X-Sallyport-Reason $sallyport_reason always;
        add_header X-Sallyport-Decision-Id ${variable("X-Sallyport-Decision-Id")} always;
        add_header Retry-After $sallyport_retry_after always;
        if ($sallyport_status = 400) {
            return 400 '{"title":"Malformed request","status":400,"reason":"$sallyport_reason"}';
        }
        if ($sallyport_status = 429) {
            return 429 '{"title":"Too many requests","status":429,"reason":"$sallyport_reason"}';
        }
        if ($sallyport_status = 503) {
            return 503 '{"title":"No decision possible now","status":503,"reason":"$sallyport_reason"}';
        }
        return 403 '{"title":"Not permitted","status":403,"reason":"$sallyport_reason"}';
    }
`;
