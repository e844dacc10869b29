import { observation } from "#lib/apis/observation/contract.ts";
import { notify } from "#lib/db/notify.ts";
import { AppError } from "#lib/errors.ts";
import { verb, type VerbContext } from "#lib/verb.ts";
import { readApi } from "#lib/apis/read-api.ts";

/** What its release says stays; the signal is with every enforcer at once, and ends by itself (rule 41). */
export const observeApi = verb(observation.observe, async (ctx, { slug, minutes, reason }, tx) => {
  const before = await readApi(tx, slug);
  if (before.sensitivity === "restricted")
    throw new AppError("conflict", "A restricted API is always enforced, it can't be observed.");
  const startedAt = new Date();
  const until = new Date(startedAt.getTime() + minutes * 60_000);
  const begun = { until, reason, actorName: nameOf(ctx), startedAt };
  await tx.apiObservation.upsert({
    where: { apiId: before.id },
    create: { apiId: before.id, ...begun },
    update: begun,
  });
  await notify(tx, "signals");
  return {
    result: await readApi(tx, slug),
    audit: {
      target: { kind: "api", id: slug, name: before.name },
      detail: { until: until.toISOString(), reason },
    },
  };
});

export const enforceApi = verb(observation.enforce, async (_ctx, { slug }, tx) => {
  const { id, name, observedNow } = await readApi(tx, slug);
  if (observedNow === null)
    throw new AppError("conflict", "It is not observed, or not without a release.");
  await tx.apiObservation.delete({ where: { apiId: id } });
  await notify(tx, "signals");
  return {
    result: await readApi(tx, slug),
    audit: { target: { kind: "api", id: slug, name }, detail: { until: observedNow.until } },
  };
});

function nameOf({ actor }: VerbContext): string {
  return "name" in actor ? actor.name : actor.kind;
}
