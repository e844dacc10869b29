import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { readChain } from "./chain.ts";
import { channels } from "./contract.ts";
import { lockChain, viewOf } from "./internal.ts";

export const retireChannel = verb(channels.retire, async (_ctx, { slug }, tx) => {
  await lockChain(tx);
  const chain = await readChain(tx);
  const row = found(chain.find((each) => each.slug === slug) ?? null, "channel");
  if (chain.at(-1)?.slug === slug)
    throw new AppError("conflict", "It is the last of the chain: every release ends there.");
  const view = await viewOf(tx, row);
  if (view.enforcers > 0)
    throw new AppError(
      "conflict",
      `${view.enforcers} ${view.enforcers === 1 ? "enforcer follows" : "enforcers follow"} it. Revoke them first: nothing would renew what they have.`,
    );
  const open = await tx.release.findFirst({
    where: { channelSlug: slug, state: { in: ["waiting", "signing", "canary"] } },
  });
  if (open) throw new AppError("conflict", `Release ${open.number} is on its way there.`);
  await tx.channel.update({ where: { slug }, data: { retiredAt: new Date() } });
  return {
    result: view,
    audit: {
      target: { kind: "channel", id: slug, name: row.name },
      detail: { release: row.releaseNumber },
    },
  };
});
