import { buildBundle } from "#lib/bundle/build-bundle.ts";
import { bundleScope } from "#lib/bundle/bundle-name.ts";
import { directorySeq } from "#lib/directory/build-directory.ts";
import {
  readSignalsContent,
  signalsOf,
  type SignalsContent,
} from "#lib/directory/build-signals.ts";
import type { Transaction } from "#lib/db/client.ts";
import { readFloor } from "#lib/enforcers/read-floor.ts";
import { shortestSignalsAge } from "#lib/releases/shortest-signals-age.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { bundleKids } from "#authority/signers.ts";
import { fingerprint } from "./fingerprint.ts";
import { issuersNow } from "./issuers-now.ts";
import type { Again, Job } from "./job.ts";
import { newestBundle, type StoredBundle } from "./newest-bundle.ts";
import { storeBundle } from "./store-bundle.ts";

/**
 * The hot overlay: what changed since the directory's snapshot, revoked sessions, issuers' keys, the lease. Made
 * anew when any of it changed, at most four times a second, and renewed at a quarter of the lease (or of the
 * shortest age an API puts up with), so that several renewals may fail before anything is denied.
 */
export async function publishSignals(tx: Transaction, job: Job): Promise<Again> {
  const { channel, settings, signers } = job;
  const now = new Date();
  const newest = await newestBundle(tx, channel, "signals");
  const sinceMs = newest ? now.getTime() - newest.createdAt.getTime() : Infinity;
  if (sinceMs >= 0 && sinceMs < settings.signalsIntervalMs)
    return settings.signalsIntervalMs - sinceMs;
  const { deployment, leaseSeconds: leaseSetting } = await readSettings(tx);
  const leaseSeconds = settings.leaseSeconds ?? leaseSetting;
  const content = await readContent(tx, job, now);
  if (content === null) return null;
  const print = fingerprint({ content, leaseSeconds, deployment, kids: bundleKids(signers) });
  const renewMs = await renewalMs(tx, channel, leaseSeconds);
  if (newest && newest.fingerprint === print && !isDue(newest, now, renewMs)) return null;
  const row = await tx.channel.update({
    where: { slug: channel },
    data: { signalsNumber: { increment: 1 } },
  });
  const revision = [row.epoch, Number(row.signalsNumber)] as const;
  const data = signalsOf(content, { revision, now, leaseSeconds });
  await storeBundle(tx, {
    channel,
    revision,
    unsigned: buildBundle("signals", data, { revision }),
    scope: bundleScope(deployment, channel, "signals"),
    signers: signers.bundles,
    now,
    fingerprint: print,
    highSeq: await directorySeq(tx),
    leaseUntil: new Date(data.lease.not_after * 1000),
  });
  return null;
}

/** Null as long as there is no directory to lie over. */
async function readContent(tx: Transaction, job: Job, now: Date): Promise<SignalsContent | null> {
  const { channel, settings } = job;
  const grace = { graceSeconds: settings.graceSeconds, now };
  const directory = await readFloor(tx, channel, "directory", grace);
  if (directory === null) return null;
  const policy = await readFloor(tx, channel, "policy", grace);
  return readSignalsContent(tx, {
    atLeast: {
      policy: policy?.revision ?? [directory.revision[0], 0],
      directory: directory.revision,
    },
    directoryHighSeq: directory.highSeq,
    issuers: await issuersNow(tx, settings),
    now,
  });
}

async function renewalMs(tx: Transaction, channel: string, leaseSeconds: number): Promise<number> {
  const ageSeconds = await shortestSignalsAge(tx, channel);
  return (Math.min(leaseSeconds, ageSeconds ?? leaseSeconds) * 1000) / 4;
}

/** Also when the clock was set back: then nobody knows how old the newest is. */
function isDue(newest: StoredBundle, now: Date, renewMs: number): boolean {
  const sinceMs = now.getTime() - newest.createdAt.getTime();
  return sinceMs >= renewMs || sinceMs < -1_000;
}
