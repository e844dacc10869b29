import { targets } from "#lib/engine/target-policy.ts";
import type { ApiContent, ReleaseContent } from "#lib/engine/release-content.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { verb } from "#lib/verb.ts";
import { bestDevices } from "./access.ts";
import { atBest } from "./at-best.ts";
import { changedOperations, compareAll, sideOf } from "./compare-sides.ts";
import { simulation } from "./contract.ts";
import { readCurrentContent, readNextContent, readReleaseContent } from "./read-contents.ts";
import { readPeople } from "./world.ts";

/** Asked before something is published: nobody should be surprised by having locked themselves out. */
export const findLockouts = verb(simulation.lockouts, async (ctx, input, tx) => {
  const current = await readCurrentContent(tx);
  const next =
    input.after === undefined
      ? await readNextContent(tx, undefined)
      : await readReleaseContent(tx, input.after);
  return { own: await ownLosses(ctx, tx, current, next), shut: shutApis(current, next) };
});

async function ownLosses(
  ctx: Context,
  tx: Transaction,
  current: ReleaseContent | null,
  next: ReleaseContent,
): Promise<{ api: string; operations: string[] }[]> {
  if (ctx.actor.kind !== "user" || current === null) return [];
  const { slug } = ctx.actor;
  const owned = await tx.device.findMany({ where: { owner: { slug } }, select: { slug: true } });
  const people = await readPeople(tx, {
    subjects: [slug],
    devices: owned.map((device) => device.slug),
  });
  const now = Math.floor(Date.now() / 1000);
  const before = sideOf(atBest(current), people, now);
  const after = sideOf(atBest(next), people, now);
  const caller = { subject: slug, device: bestDevices(people.devices).get(slug) ?? null };
  const { changes } = await compareAll({
    before,
    after,
    callers: [[caller]],
    now,
    changed: changedOperations(before, after),
  });
  return changes
    .filter(({ change }) => change === "lost")
    .map(({ api, operations }) => ({ api, operations }));
}

function shutApis(current: ReleaseContent | null, next: ReleaseContent) {
  const before = new Map((current?.apis ?? []).map((api) => [api.slug, api]));
  return next.apis
    .filter((api) => api.operations.length > 0 && !isPermitted(api, next))
    .filter(({ slug }) => {
      const old = before.get(slug);
      return !old || !current || isPermitted(old, current);
    })
    .map(({ slug, name }) => ({ api: slug, name, isNew: !before.has(slug) }));
}

/** Whether any permit in force targets any of its operations. */
function isPermitted(api: ApiContent, { policies }: ReleaseContent): boolean {
  const permits = policies.filter(
    ({ effect, mode }) => effect === "permit" && (mode ?? "enforce") === "enforce",
  );
  return permits.some((policy) =>
    api.operations.some((operation) =>
      targets(policy, {
        api: api.slug,
        sensitivity: operation.sensitivity ?? api.sensitivity,
        operation: {
          names: new Set([operation.key, ...operation.operationIds]),
          method: operation.method,
          tags: operation.tags,
        },
      }),
    ),
  );
}
