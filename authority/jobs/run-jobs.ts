import { database } from "#lib/db/client.ts";
import { listen } from "#lib/db/listen.ts";
import type { Topic } from "#lib/db/notify.ts";
import { logError } from "#lib/log.ts";
import {
  flushFleetNotes,
  takeBundles,
  takeCredentials,
  type Authority,
} from "#authority/authority.ts";
import { runBesides } from "./besides.ts";
import { inSnapshot } from "./in-snapshot.ts";
import type { Again, Job } from "./job.ts";
import { publishDirectory } from "./publish-directory.ts";
import { publishDiscovery } from "./publish-discovery.ts";
import { publishSignals } from "./publish-signals.ts";
import { renewPolicy } from "./renew-policy.ts";
import { signReleases } from "./sign-releases.ts";
import { tendCanary } from "./tend-canary.ts";
import { renewKeysNow, takeKeys } from "./take-keys.ts";

/**
 * In this order: signals lie over a directory and demand a policy; discovery must not tell of a key before everything
 * is signed by it.
 */
const jobs: readonly ((
  tx: Parameters<typeof publishSignals>[0],
  job: Job,
) => Promise<Again | void>)[] = [
  publishDirectory,
  signReleases,
  tendCanary,
  renewPolicy,
  publishSignals,
  publishDiscovery,
];

const wakingTopics: ReadonlySet<Topic> = new Set(["signals", "releases", "bundles", "enforcers"]);

export type JobsRunning = { readonly stop: () => Promise<void> };

/**
 * Looks at the tables every second and whenever a change is heard of: what is due is built, signed and stored,
 * what others stored is taken over. One pass at a time; a hint during a pass makes another one.
 */
export function runJobs(authority: Authority): JobsRunning {
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;

  const wake = (): void => {
    if (stopped) return;
    wanted = true;
    passing ??= passes().finally(() => {
      passing = null;
    });
  };
  const isWanted = (): boolean => wanted && !stopped;
  async function passes(): Promise<void> {
    clearTimeout(timer);
    let again: Again = null;
    do {
      wanted = false;
      again = await attempt(authority);
    } while (isWanted());
    if (!stopped) timer = setTimeout(wake, Math.min(again ?? Infinity, authority.settings.lookMs));
  }

  const besides = runBesides(authority.settings);
  const listener = listen({
    onTopic: (topic) => {
      if (wakingTopics.has(topic)) wake();
      besides.hear(topic);
    },
  });
  wake();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await listener.close();
      await Promise.all([passing, besides.stop()]);
    },
  };
}

/** One pass; a failure (the database is away) is logged and tried again a second later. */
async function attempt(authority: Authority): Promise<Again> {
  try {
    return await pass(authority);
  } catch (error) {
    logError("a pass of the authority's jobs failed; trying again", error);
    return null;
  }
}

/**
 * Everything that is due now. Exported for tests that want no clock. Credentials come first, so that no long job
 * keeps a revoked one alive; and a job that fails costs itself alone: a release that can't be signed must not hold
 * back a suspension or the lease. What failed is thrown at the end.
 */
export async function pass(authority: Authority): Promise<Again> {
  const { settings } = authority;
  const signers = await takeKeys(authority);
  const channels = await database().channel.findMany({
    where: { retiredAt: null },
    select: { slug: true },
  });
  const failures: unknown[] = [];
  const tryTo = <T>(run: () => Promise<T>): Promise<T | null> =>
    run().catch((error: unknown) => {
      failures.push(error);
      return null;
    });
  await tryTo(() => takeCredentials(authority));
  let again: Again = null;
  for (const { slug: channel } of channels)
    for (const each of jobs) {
      const job = { channel, settings, signers };
      const later = await tryTo(() => inSnapshot(channel, (tx) => each(tx, job)));
      if (typeof later === "number") again = Math.min(again ?? Infinity, later);
    }
  await tryTo(() => takeBundles(authority));
  await tryTo(() => flushFleetNotes(authority));
  await tryTo(() => renewKeysNow(authority));
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join("; "));
  if (failures.length === 1) throw failures[0];
  return again;
}
