import { staleEdit } from "#lib/audit/stale-edit.ts";
import type { Prisma, User } from "#lib/db/generated/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { canonicalJson } from "#lib/bundle/canonical-json.ts";
import { verb } from "#lib/verb.ts";
import { users } from "./contract.ts";
import { lockUser, refuseLastOwner, refuseRoleChange, refuseSelf } from "./guard-user.ts";
import { summaryInclude, userSummaryOf } from "./user-summary.ts";

export const updateUser = verb(users.update, async (ctx, input, tx) => {
  const before = await lockUser(tx, ctx, input.slug);
  const include = summaryInclude(new Date());
  if (before.version !== input.version) {
    const row = await tx.user.findUniqueOrThrow({ where: { id: before.id }, include });
    const current = { ...userSummaryOf(row), attributes: before.attributes };
    const target = { kind: "user", id: before.id };
    throw await staleEdit(tx, "Somebody else changed this person meanwhile.", target, current);
  }
  if (input.consoleRole && input.consoleRole !== before.consoleRole) {
    refuseRoleChange(ctx, before.id, input.consoleRole);
    await refuseLastOwner(tx, before);
  }
  // Policies read attributes as they read roles: what goes for a grant to oneself goes for them.
  const attributesChange =
    input.attributes !== undefined &&
    canonicalJson(input.attributes) !== canonicalJson(before.attributes);
  if (attributesChange) refuseSelf(ctx, before, "change the attributes of");
  const changes = changesOf(before, input);
  const after = await tx.user.update({
    where: { id: before.id },
    data: { ...changes, version: { increment: 1 } },
    include,
  });
  await touchDirectory(tx, "subject", before.slug);
  return {
    result: userSummaryOf(after),
    audit: {
      target: { kind: "user", id: before.id, name: after.name },
      detail: { before: pick(before, changes), after: changes },
    },
  };
});

function changesOf(
  before: User,
  input: {
    readonly name?: string | undefined;
    readonly email?: string | undefined;
    readonly consoleRole?: User["consoleRole"] | undefined;
    readonly attributes?: Prisma.InputJsonObject | undefined;
  },
) {
  return {
    ...(input.name !== undefined && input.name !== before.name ? { name: input.name } : {}),
    ...(input.email !== undefined && input.email !== before.email ? { email: input.email } : {}),
    ...(input.consoleRole !== undefined && input.consoleRole !== before.consoleRole
      ? { consoleRole: input.consoleRole }
      : {}),
    ...(input.attributes === undefined ? {} : { attributes: input.attributes }),
  };
}

function pick(before: User, changes: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(before).filter(([key]) => Object.hasOwn(changes, key)));
}
