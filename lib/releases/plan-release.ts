import { labelsOf, readFleet } from "#lib/canaries/choose-enforcers.ts";
import type { Transaction } from "#lib/db/client.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { verb } from "#lib/verb.ts";
import { checkSnapshot } from "./check-snapshot.ts";
import { releases } from "./contract.ts";
import { differenceOf, emptySnapshot } from "./difference.ts";
import { baseRelease, isTried, nextNumber, snapshotOf } from "./internal.ts";
import { targetOf } from "./target.ts";

export const planRelease = verb(releases.plan, async (ctx, input, tx) => {
  const target = await targetOf(tx, input);
  const channel = await tx.channel.findUnique({ where: { slug: target.channel } });
  const base = await baseRelease(tx, target.channel);
  const snapshot = await target.snapshot();
  const diagnostics = await checkSnapshot(tx, snapshot);
  const { tokensMayPublish } = await readSettings(tx);
  return {
    number: await nextNumber(tx),
    channel: { slug: target.channel, name: channel?.name ?? target.channel },
    baseNumber: base?.number ?? null,
    difference: differenceOf(base ? snapshotOf(base) : emptySnapshot, snapshot),
    diagnostics,
    blocked: diagnostics.some(({ severity }) => severity === "error"),
    fleet: await fleetOf(tx, target.channel),
    canary: base && isTried(base) ? base.number : null,
    needsPerson: ctx.actor.kind === "api-token" && !tokensMayPublish,
  };
});

/** More kinds of labels than this are nothing to choose from. */
const labelsMax = 200;

async function fleetOf(tx: Transaction, channel: string) {
  const fleet = await readFleet(tx, channel, new Date());
  const counts = new Map<string, { key: string; value: string; enforcers: number }>();
  for (const { labels } of fleet)
    for (const [key, value] of labelsOf(labels)) {
      const name = JSON.stringify([key, value]);
      const before = counts.get(name)?.enforcers ?? 0;
      counts.set(name, { key, value, enforcers: before + 1 });
    }
  const choosable = [...counts.values()].filter(({ enforcers }) => enforcers < fleet.length);
  return {
    enforcers: fleet.length,
    labels: choosable.toSorted((a, b) => b.enforcers - a.enforcers).slice(0, labelsMax),
  };
}
