import { discoveryScope } from "./bundle-name.ts";
import { keyId, publicKeyObject, type PublicKey } from "./key-id.ts";

export type OpaBootInput = {
  /** Where the authority's endpoints are: `https://…/opa/v1`. */
  readonly serviceUrl: string;
  /** The enforcer's credential: the token itself, or a file that OPA reads again at every request. */
  readonly credential: { readonly token: string } | { readonly tokenFile: string };
  readonly rootKey: PublicKey;
  readonly deployment: string;
  /** A stable name, since OPA's own id changes at every start. */
  readonly enforcer: string;
  readonly polling: {
    readonly holdSeconds: number;
    readonly delaySecondsMin: number;
    readonly delaySecondsMax: number;
  };
  /** Where OPA keeps the last good bundles; null keeps none. */
  readonly persistFolder: string | null;
};

/**
 * The file a stock OPA is started with. It pins the root key, and by `keyid` that discovery is signed at all: with
 * `keys` alone OPA takes an unsigned bundle. Everything else comes with discovery.
 */
export function opaBootConfig(input: OpaBootInput): Readonly<Record<string, unknown>> {
  const rootId = keyId(input.rootKey);
  const scope = discoveryScope(input.deployment);
  const { credential, polling, persistFolder } = input;
  return {
    services: {
      sallyport: {
        url: input.serviceUrl,
        response_header_timeout_seconds: 20,
        credentials: {
          bearer:
            "token" in credential
              ? { token: credential.token }
              : { token_path: credential.tokenFile },
        },
      },
    },
    labels: { enforcer: input.enforcer },
    discovery: {
      service: "sallyport",
      resource: "discovery",
      decision: "sallyport/discovery/config",
      persist: persistFolder !== null,
      signing: { keyid: rootId, scope },
      polling: {
        long_polling_timeout_seconds: polling.holdSeconds,
        min_delay_seconds: polling.delaySecondsMin,
        max_delay_seconds: polling.delaySecondsMax,
      },
    },
    keys: {
      [rootId]: {
        algorithm: "ES256",
        key: publicKeyObject(input.rootKey).export({ type: "spki", format: "pem" }).toString(),
      },
    },
    ...(persistFolder !== null && { persistence_directory: persistFolder }),
  };
}

/**
 * How that OPA is started: on loopback, its own API closed by the bundle's `system.authz` but for decisions, health
 * and metrics.
 */
export function opaStartArguments(address: string, configFile: string): readonly string[] {
  return [
    "run",
    "--server",
    `--addr=${address}`,
    "--authorization=basic",
    `--config-file=${configFile}`,
  ];
}
