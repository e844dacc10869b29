import { createTestAuthority, type TestAuthority } from "#enforcer/testing/test-authority.ts";
import { buildBundle } from "#lib/bundle/build-bundle.ts";
import { bundleScope } from "#lib/bundle/bundle-name.ts";
import { regoLibrary } from "#lib/bundle/rego-library.ts";
import type { Deployment, SignalsData } from "#lib/engine/deployment.ts";

/** A control plane of one process that serves a signed release to stock OPA and to our enforcer alike. */
export type Control = {
  readonly authority: TestAuthority;
  readonly publish: (deployment: Deployment) => Promise<void>;
  /** Serves new signals; when the bytes are there to be asked for. */
  readonly signal: (signals: SignalsData) => Promise<number>;
};

export const wallSeconds = () => Math.floor(Date.now() / 1000);

export async function startControl(): Promise<Control> {
  const authority = await createTestAuthority(wallSeconds);
  return {
    authority,
    publish: async ({ policy, directory, signals }) => {
      const polling = { holdSeconds: 20, delaySecondsMin: 0, delaySecondsMax: 1 };
      authority.put("discovery", authority.archive(await authority.discovery({ polling })));
      authority.put("directory", authority.archive(await authority.bundle("directory", directory)));
      const unsigned = buildBundle("policy", policy, {
        revision: policy.revision,
        rego: regoLibrary,
      });
      const scope = bundleScope("acme", "production", "policy");
      authority.put("policy", authority.archive(await authority.signed(unsigned, scope)));
      authority.put("signals", authority.archive(await authority.bundle("signals", signals)));
    },
    signal: async (signals) => {
      const archive = authority.archive(await authority.bundle("signals", signals));
      const servedMs = performance.now();
      authority.put("signals", archive);
      return servedMs;
    },
  };
}
