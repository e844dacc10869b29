import { staleEdit } from "#lib/audit/stale-edit.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError, found } from "#lib/errors.ts";
import { holdingNow } from "#lib/identities/users/user-summary.ts";
import { verb } from "#lib/verb.ts";
import { roles } from "./contract.ts";
import { policiesNaming, roleInclude, roleView } from "./role-view.ts";

export const createRole = verb(roles.create, async (_ctx, input, tx) => {
  if (await tx.role.findUnique({ where: { slug: input.slug } }))
    throw new AppError("conflict", "This id is taken.", {
      errors: [{ path: "slug", message: "is taken" }],
    });
  const row = await tx.role.create({ data: input, include: roleInclude(new Date()) });
  return {
    result: roleView(row),
    audit: { target: { kind: "role", id: row.slug, name: row.name }, detail: { after: input } },
  };
});

export const updateRole = verb(roles.update, async (_ctx, input, tx) => {
  const { slug, version } = input;
  const before = found(
    await tx.role.findUnique({ where: { slug }, include: roleInclude(new Date()) }),
    "role",
  );
  const data = {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.description === undefined ? {} : { description: input.description }),
  };
  const { count } = await tx.role.updateMany({
    where: { slug, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0)
    throw await staleEdit(
      tx,
      "Somebody else changed this role meanwhile.",
      { kind: "role", id: slug },
      roleView(before),
    );
  const row = await tx.role.findUniqueOrThrow({
    where: { slug },
    include: roleInclude(new Date()),
  });
  return {
    result: roleView(row),
    audit: {
      target: { kind: "role", id: slug, name: row.name },
      detail: { before: { name: before.name, description: before.description }, after: data },
    },
  };
});

export const removeRole = verb(roles.remove, async (_ctx, { slug }, tx) => {
  const row = found(await tx.role.findUnique({ where: { slug } }), "role");
  const naming = await policiesNaming(tx, slug);
  if (naming.length > 0)
    throw new AppError(
      "conflict",
      `${naming.length === 1 ? "A policy names" : "Policies name"} this role: ${naming.join(", ")}.`,
      { current: { policies: naming } },
    );
  const now = new Date();
  const held = await tx.roleGrant.findMany({
    where: { roleId: row.id, ...holdingNow(now) },
    include: { user: { select: { slug: true } } },
  });
  await tx.roleGrant.deleteMany({ where: { roleId: row.id } });
  await tx.role.delete({ where: { id: row.id } });
  for (const holder of new Set(held.map((each) => each.user.slug)))
    await touchDirectory(tx, "subject", holder);
  return {
    result: { slug, grantsRevoked: held.length },
    audit: {
      target: { kind: "role", id: slug, name: row.name },
      detail: { holders: held.map((each) => each.user.slug) },
    },
  };
});
