import { freeUserSlug } from "#lib/authenticators/user-slug.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError } from "#lib/errors.ts";
import { createGrant } from "#lib/identities/grants/create-grant.ts";
import { verb } from "#lib/verb.ts";
import { users } from "./contract.ts";
import { createLink } from "./create-link.ts";
import { refuseRoleChange } from "./guard-user.ts";
import { summaryInclude, userSummaryOf } from "./user-summary.ts";

export const inviteUser = verb(users.invite, async (ctx, input, tx) => {
  if (input.consoleRole !== "user") refuseRoleChange(ctx, null, input.consoleRole);
  if (await tx.user.findUnique({ where: { email: input.email } })) throw taken("email");
  const slug = input.slug ?? (await freeUserSlug(tx, input.email));
  if (await tx.user.findUnique({ where: { slug } })) throw taken("slug");
  const { id } = await tx.user.create({
    data: {
      slug,
      email: input.email,
      name: input.name,
      consoleRole: input.consoleRole,
      attributes: input.attributes,
    },
  });
  await touchDirectory(tx, "subject", slug);
  for (const role of new Set(input.roles))
    await createGrant(ctx, { user: slug, role, reason: input.reason });
  const { link, expiresAt } = await createLink(tx, ctx, "invitation", id);
  const row = await tx.user.findUniqueOrThrow({
    where: { id },
    include: summaryInclude(new Date()),
  });
  return {
    result: { user: userSummaryOf(row), link, expiresAt },
    audit: {
      target: { kind: "user", id, name: input.name },
      detail: { email: input.email, slug, consoleRole: input.consoleRole, expiresAt },
    },
  };
});

function taken(path: "email" | "slug"): AppError {
  const message =
    path === "email" ? "Somebody with this e-mail address exists already." : "This id is taken.";
  return new AppError("conflict", message, { errors: [{ path, message }] });
}
