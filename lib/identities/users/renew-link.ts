import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { users } from "./contract.ts";
import { createLink } from "./create-link.ts";
import { lockUser, refuseSelf } from "./guard-user.ts";
import { summaryInclude, userSummaryOf } from "./user-summary.ts";

export const reinviteUser = verb(users.reinvite, async (ctx, { slug }, tx) => {
  const { id, name, state } = await lockUser(tx, ctx, slug);
  if (state !== "invited")
    throw new AppError("conflict", "This person has accepted an invitation already.");
  const { link, expiresAt } = await createLink(tx, ctx, "invitation", id);
  const row = await tx.user.findUniqueOrThrow({
    where: { id },
    include: summaryInclude(new Date()),
  });
  return {
    result: { user: userSummaryOf(row), link, expiresAt },
    audit: { target: { kind: "user", id, name }, detail: { expiresAt } },
  };
});

/** A recovery link is as good as its holder's account: an hour, by a person, of somebody else. */
export const recoverUser = verb(users.recover, async (ctx, { slug, reason }, tx) => {
  const user = await lockUser(tx, ctx, slug);
  refuseSelf(ctx, user, "recover");
  const { id, name, state } = user;
  if (state !== "active")
    throw new AppError("conflict", "Only an active account can be recovered.");
  const { link, expiresAt } = await createLink(tx, ctx, "recovery", id);
  const row = await tx.user.findUniqueOrThrow({
    where: { id },
    include: summaryInclude(new Date()),
  });
  return {
    result: { user: userSummaryOf(row), link, expiresAt },
    audit: { target: { kind: "user", id, name }, detail: { reason, expiresAt } },
  };
});
