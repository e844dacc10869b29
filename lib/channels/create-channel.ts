import { notify } from "#lib/db/notify.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { readChain } from "./chain.ts";
import { channels } from "./contract.ts";
import { lockChain, viewOf } from "./internal.ts";

/** Its directory and signals are signed at once; what its enforcers decide by comes with its first release. */
export const createChannel = verb(channels.create, async (_ctx, { slug, name, before }, tx) => {
  await lockChain(tx);
  if (await tx.channel.findUnique({ where: { slug } }))
    throw new AppError("conflict", "There is, or was, a channel of this name.", {
      errors: [{ path: "slug", message: "is taken" }],
    });
  const chain = await readChain(tx);
  const next = found(chain.find((each) => each.slug === before) ?? null, "channel");
  const { position } = next;
  await tx.channel.updateMany({
    where: { position: { gte: position } },
    data: { position: { increment: 1 } },
  });
  const row = await tx.channel.create({ data: { slug, name, position } });
  await notify(tx, "bundles");
  return {
    result: await viewOf(tx, row),
    audit: { target: { kind: "channel", id: slug, name }, detail: { before } },
  };
});
