import { stringify } from "yaml";
import { discoveryScope } from "#lib/bundle/bundle-name.ts";

export type ConnectionFacts = {
  readonly slug: string;
  readonly deployment: string;
  /** `https://…/opa/v1` */
  readonly serviceUrl: string;
  readonly rootKeyId: string;
  readonly rootPublicPem: string;
};

/**
 * The whole boot file of a stock OPA. It pins the root key for discovery by `keyid`: with `keys` alone an OPA
 * takes an unsigned bundle. Everything else (keys, addresses, intervals, logs) comes with signed discovery. The
 * credential is a file that OPA reads again for every request, so that it can be changed without a restart.
 */
export function opaConfig(facts: ConnectionFacts): string {
  const scope = discoveryScope(facts.deployment);
  return stringify(
    {
      services: {
        sallyport: {
          url: facts.serviceUrl,
          response_header_timeout_seconds: 20,
          credentials: { bearer: { token_path: "/etc/sallyport/token" } },
        },
      },
      labels: { enforcer: facts.slug },
      discovery: {
        service: "sallyport",
        resource: "discovery",
        decision: "sallyport/discovery/config",
        persist: true,
        signing: { keyid: facts.rootKeyId, scope },
        polling: {
          min_delay_seconds: 5,
          max_delay_seconds: 30,
          long_polling_timeout_seconds: 30,
        },
      },
      keys: {
        [facts.rootKeyId]: { algorithm: "ES256", scope, key: facts.rootPublicPem },
      },
      persistence_directory: "/var/lib/opa",
    },
    { lineWidth: 0 },
  );
}

/** Bound to loopback, OPA's own management API closed by the policy that the bundle carries. */
export const opaCommand = [
  "install -m 600 /dev/stdin /etc/sallyport/token   # paste the credential, then Ctrl-D",
  "opa run --server --addr 127.0.0.1:8181 --authorization=basic \\",
  "  --config-file /etc/sallyport/opa.yaml",
].join("\n");
