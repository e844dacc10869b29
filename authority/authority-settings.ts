import { environment, required } from "#lib/env.ts";

export type AuthoritySettings = {
  readonly publicUrl: string;
  /** Addresses a DPoP proof may be made for: ours as the world sees it, and on this machine. */
  readonly tokenEndpoints: readonly string[];
  readonly dataDir: string;
  readonly kek: string;
  /** While it is replaced: under which keys may still be sealed. */
  readonly previousKek: string | null;
  readonly rootKeyFile: string;
  /** Overrides the deployment's setting; null: the setting holds. */
  readonly leaseSeconds: number | null;
  readonly pollHoldSecondsMax: number;
  /** How long an enforcer's acknowledgement is waited for before others may demand a revision. */
  readonly graceSeconds: number;
  /** More changes than this since the last directory snapshot make a new one. */
  readonly overridesMax: number;
  /** Shortest time between two signals of one channel. */
  readonly signalsIntervalMs: number;
  readonly discoverySeconds: number;
  /** How often a canary is compared with the others. */
  readonly canaryLookMs: number;
  /** How often the tables are looked at, whatever was heard. */
  readonly lookMs: number;
  /** Waiters of a stopping authority are answered over this long, so that not all come back at once. */
  readonly stopJitterMs: number;
};

/** The authority's own settings: what the environment says, and the bounds that are the same everywhere. */
export function authoritySettings(): AuthoritySettings {
  const env = environment();
  return {
    publicUrl: env.PUBLIC_URL,
    tokenEndpoints: [env.PUBLIC_URL, env.AUTHORITY_URL].map((url) => `${url}/oauth/token`),
    dataDir: env.DATA_DIR,
    kek: required("AUTHORITY_KEK"),
    previousKek: env.AUTHORITY_KEK_PREVIOUS ?? null,
    rootKeyFile: required("ROOT_KEY_FILE"),
    leaseSeconds: env.LEASE_SECONDS ?? null,
    pollHoldSecondsMax: env.POLL_HOLD_SECONDS_MAX,
    graceSeconds: 30,
    overridesMax: 500,
    signalsIntervalMs: 250,
    discoverySeconds: 7 * 86_400,
    canaryLookMs: 3_000,
    lookMs: 1_000,
    stopJitterMs: 1_000,
  };
}
