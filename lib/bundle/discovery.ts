import { createPublicKey } from "node:crypto";
import { z } from "zod";
import type { Revision } from "#lib/engine/deployment.ts";
import { buildBundle, type UnsignedBundle } from "./build-bundle.ts";
import { BundleError } from "./bundle-error.ts";
import type { BundleLimits } from "./bundle-limits.ts";
import { bundleNames, bundleScope, discoveryScope, type BundleName } from "./bundle-name.ts";
import { keyId, publicKeyObject, type PublicKey } from "./key-id.ts";
import { readBundle } from "./read-bundle.ts";
import discoveryRego from "./rego/discovery.rego";
import type { VerifyOptions } from "./verify-signature.ts";

/**
 * Discovery is the archive that the root key signs: it tells an enforcer which keys the other bundles may be
 * signed with (`keys`), which one they are signed with now (`keyid`), where they are and how often to ask.
 * `config` is OPA's own configuration (management-discovery); our enforcer reads the same values from it.
 */
export type DiscoveryInput = {
  readonly deployment: string;
  readonly channel: string;
  readonly revision: Revision;
  /** Seconds since 1970: past it the archive is worth nothing (now < not_after). */
  readonly notAfter: number;
  readonly keys: readonly PublicKey[];
  readonly keyid: string;
  readonly polling: Polling;
  /** How often decision logs are uploaded. */
  readonly logs: { readonly delaySecondsMin: number; readonly delaySecondsMax: number };
  /** Keep the last good bundles on disk. */
  readonly persist: boolean;
  /** Where people step up and enroll devices; enforcers name it in the body of a challenge. */
  readonly portalUrl?: string;
};

export type Polling = {
  readonly holdSeconds: number;
  readonly delaySecondsMin: number;
  readonly delaySecondsMax: number;
};

const delays = {
  min_delay_seconds: z.int().nonnegative(),
  max_delay_seconds: z.int().nonnegative(),
};
const bundleConfig = z.strictObject({
  resource: z.string(),
  persist: z.boolean(),
  polling: z.strictObject({ ...delays, long_polling_timeout_seconds: z.int().positive() }),
  signing: z.strictObject({ keyid: z.string(), scope: z.string() }),
});
const discoveryData = z.strictObject({
  format: z.literal(1),
  deployment: z.string(),
  channel: z.string(),
  revision: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
  not_after: z.int(),
  config: z.strictObject({
    bundles: z.strictObject({
      policy: bundleConfig,
      directory: bundleConfig,
      signals: bundleConfig,
    }),
    keys: z.record(z.string(), z.strictObject({ algorithm: z.literal("ES256"), key: z.string() })),
    decision_logs: z.strictObject({ reporting: z.strictObject(delays) }),
    status: z.strictObject({}),
    sallyport: z.strictObject({ portal_url: z.url({ protocol: /^https?$/ }) }).optional(),
  }),
});
type DiscoveryData = z.infer<typeof discoveryData>;

/** Builds the archive; `signBundle` with the root key and `discoveryScope` makes it valid. */
export function buildDiscovery(input: DiscoveryInput): UnsignedBundle {
  const keys = Object.fromEntries(
    input.keys.map((key) => [keyId(key), { algorithm: "ES256" as const, key: pem(key) }]),
  );
  if (!Object.hasOwn(keys, input.keyid)) throw new TypeError("keyid is not among the keys");
  const data: DiscoveryData = {
    format: 1,
    deployment: input.deployment,
    channel: input.channel,
    revision: [...input.revision],
    not_after: input.notAfter,
    config: {
      bundles: {
        policy: bundleConfigOf(input, "policy"),
        directory: bundleConfigOf(input, "directory"),
        signals: bundleConfigOf(input, "signals"),
      },
      keys,
      decision_logs: {
        reporting: {
          min_delay_seconds: input.logs.delaySecondsMin,
          max_delay_seconds: input.logs.delaySecondsMax,
        },
      },
      status: {},
      ...(input.portalUrl !== undefined && { sallyport: { portal_url: input.portalUrl } }),
    },
  };
  return buildBundle("discovery", data, {
    revision: input.revision,
    rego: { "sallyport/discovery.rego": discoveryRego },
  });
}

function bundleConfigOf(input: DiscoveryInput, name: BundleName): z.infer<typeof bundleConfig> {
  return {
    resource: `bundles/${name}`,
    persist: input.persist,
    polling: {
      min_delay_seconds: input.polling.delaySecondsMin,
      max_delay_seconds: input.polling.delaySecondsMax,
      long_polling_timeout_seconds: input.polling.holdSeconds,
    },
    signing: { keyid: input.keyid, scope: bundleScope(input.deployment, input.channel, name) },
  };
}

function pem(key: PublicKey): string {
  return publicKeyObject(key).export({ type: "spki", format: "pem" }).toString();
}

/** What an enforcer learns from a discovery archive it may trust. */
export type Discovery = {
  readonly deployment: string;
  readonly channel: string;
  readonly revision: Revision;
  readonly notAfter: number;
  /** What `readBundle` takes to verify the other archives. */
  readonly verify: VerifyOptions;
  readonly bundles: Readonly<Record<BundleName, BundleSource>>;
  readonly logs: { readonly delaySecondsMin: number; readonly delaySecondsMax: number };
  /** OPA ignores it; our enforcer's challenges name it. */
  readonly portalUrl: string | null;
};

export type BundleSource = {
  /** Relative to the service URL. */
  readonly resource: string;
  readonly scope: string;
  readonly persist: boolean;
  readonly polling: Polling;
};

export type ReadDiscoveryOptions = {
  /** The pinned root key; nothing else may sign discovery. */
  readonly rootKey: PublicKey;
  readonly nowSeconds: number;
  /** Pins the deployment as well; without it the archive says which one it is for, by the root key's word. */
  readonly deployment?: string;
  readonly limits?: Partial<BundleLimits>;
};

/** Reads and verifies a discovery archive; throws a BundleError, `expired` past its end. */
export async function readDiscovery(
  bytes: Uint8Array,
  options: ReadDiscoveryOptions,
): Promise<Discovery> {
  const keyid = keyId(options.rootKey);
  const bundle = await readBundle(bytes, {
    name: "discovery",
    keys: { [keyid]: options.rootKey },
    keyid,
    scope: options.deployment === undefined ? null : discoveryScope(options.deployment),
    ...(options.limits && { limits: options.limits }),
  });
  const parsed = discoveryData.safeParse(bundle.data);
  if (!parsed.success) throw new BundleError("bad-data", "not a discovery document of format 1");
  const data = parsed.data;
  if (bundle.scope !== discoveryScope(data.deployment)) {
    throw new BundleError("wrong-scope", "discovery is signed for another deployment");
  }
  if (options.nowSeconds >= data.not_after) {
    throw new BundleError("expired", "discovery is past its end");
  }
  return discoveryOf(data);
}

function discoveryOf(data: DiscoveryData): Discovery {
  const sources = data.config.bundles;
  const keyid = sources.policy.signing.keyid;
  for (const name of bundleNames) {
    const signing = sources[name].signing;
    if (
      signing.keyid !== keyid ||
      signing.scope !== bundleScope(data.deployment, data.channel, name)
    ) {
      throw new BundleError("bad-data", `discovery names an unexpected key or scope for ${name}`);
    }
  }
  const { min_delay_seconds, max_delay_seconds } = data.config.decision_logs.reporting;
  return {
    deployment: data.deployment,
    channel: data.channel,
    revision: data.revision,
    notAfter: data.not_after,
    verify: { keys: verificationKeys(data), keyid },
    bundles: {
      policy: sourceOf(sources.policy),
      directory: sourceOf(sources.directory),
      signals: sourceOf(sources.signals),
    },
    logs: { delaySecondsMin: min_delay_seconds, delaySecondsMax: max_delay_seconds },
    portalUrl: data.config.sallyport?.portal_url ?? null,
  };
}

function verificationKeys(data: DiscoveryData): Record<string, PublicKey> {
  const keys = Object.entries(data.config.keys).map(([kid, { key }]): [string, PublicKey] => {
    try {
      const publicKey = createPublicKey(key);
      if (keyId(publicKey) === kid) return [kid, publicKey];
    } catch {
      // Falls through to the refusal.
    }
    throw new BundleError(
      "bad-data",
      "a verification key is unreadable or its id is not its thumbprint",
    );
  });
  return Object.fromEntries(keys);
}

function sourceOf(config: z.infer<typeof bundleConfig>): BundleSource {
  return {
    resource: config.resource,
    scope: config.signing.scope,
    persist: config.persist,
    polling: {
      holdSeconds: config.polling.long_polling_timeout_seconds,
      delaySecondsMin: config.polling.min_delay_seconds,
      delaySecondsMax: config.polling.max_delay_seconds,
    },
  };
}
