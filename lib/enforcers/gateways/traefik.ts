import { stringify } from "yaml";
import {
  gatewayOnlyHeaders,
  hearsayHeaders,
  identityHeaders,
} from "#lib/bundle/gateway-headers.ts";
import type { GatewayFacts } from "./gateway-facts.ts";

/**
 * Dynamic configuration for Traefik (v3). The first middleware takes away what a client says in others' names (an
 * empty value removes a header): by name only, so every spelling with underscores for hyphens is named, and Connection,
 * which could name headers that Traefik then drops. ForwardAuth itself replaces each header of `authResponseHeaders`,
 * also where the answer lacks it. `trustForwardHeader` stays off: Traefik then says method, host and path itself. Any
 * answer but 2xx goes to the client as it is; no answer is a 500: closed.
 */
export function traefikConfig({ enforcerUrl, upstream, serverName }: GatewayFacts): string {
  const removed = [
    ...identityHeaders.flatMap(spellings),
    ...gatewayOnlyHeaders,
    ...hearsayHeaders,
    "Connection",
  ];
  return stringify(
    {
      http: {
        routers: {
          api: {
            rule: `Host(\`${serverName}\`)`,
            entryPoints: ["websecure"],
            tls: {},
            middlewares: ["sallyport-clean", "sallyport-ask"],
            service: "api",
          },
        },
        middlewares: {
          "sallyport-clean": {
            headers: {
              customRequestHeaders: Object.fromEntries(removed.map((name) => [name, ""])),
            },
          },
          "sallyport-ask": {
            forwardAuth: {
              address: `${new URL(enforcerUrl).origin}/authorize`,
              trustForwardHeader: false,
              authResponseHeaders: [...identityHeaders],
            },
          },
        },
        services: { api: { loadBalancer: { servers: [{ url: upstream }] } } },
      },
    },
    { lineWidth: 0 },
  );
}

/** `A-B-C`, `A_B-C`, `A-B_C`, `A_B_C`. */
function spellings(name: string): string[] {
  const [first = "", ...rest] = name.split("-");
  return rest.reduce(
    (heads, part) => ["-", "_"].flatMap((mark) => heads.map((head) => `${head}${mark}${part}`)),
    [first],
  );
}
