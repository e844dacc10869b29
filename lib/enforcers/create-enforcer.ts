import { newSecret } from "#lib/auth/secret-token.ts";
import { notify } from "#lib/db/notify.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { enforcers } from "./contract.ts";
import { newestRevisions, toSummary } from "./internal.ts";

export const createEnforcer = verb(enforcers.create, async (_ctx, input, tx) => {
  const channel = await tx.channel.findUnique({ where: { slug: input.channel } });
  if (found(channel, "channel").retiredAt)
    throw new AppError("conflict", "That channel is retired.");
  const taken = await tx.enforcer.findUnique({ where: { slug: input.slug } });
  if (taken)
    throw new AppError("conflict", "There is an enforcer of this name already.", {
      errors: [{ path: "slug", message: "is taken" }],
    });
  const secret = newSecret("spe");
  const row = await tx.enforcer.create({
    data: {
      slug: input.slug,
      name: input.name,
      kind: input.kind,
      channelSlug: input.channel,
      credentials: { create: { prefix: secret.shown, hash: secret.hash } },
    },
    include: { bundles: true },
  });
  await notify(tx, "enforcers");
  const newest = (await newestRevisions(tx)).of(row);
  return {
    result: { enforcer: toSummary(row, newest), credential: secret.text },
    audit: {
      target: { kind: "enforcer", id: row.slug, name: row.name },
      detail: { slug: row.slug, kind: row.kind, channel: row.channelSlug, prefix: secret.shown },
    },
  };
});
