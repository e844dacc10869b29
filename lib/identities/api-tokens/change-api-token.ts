import { mayRole, permissions } from "#lib/auth/console-roles.ts";
import { may } from "#lib/auth/may.ts";
import { newSecret } from "#lib/auth/secret-token.ts";
import { AppError, found } from "#lib/errors.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { verb } from "#lib/verb.ts";
import { apiTokenView, tokenInclude } from "./api-token-view.ts";
import { apiTokens } from "./contract.ts";

/** Scopes are permissions its owner has now; the owner's right is looked at again at every use. */
export const createApiToken = verb(apiTokens.create, async (ctx, input, tx) => {
  const { userId } = selfOf(ctx);
  const role = ctx.actor.kind === "user" ? ctx.actor.consoleRole : "user";
  const allowed: readonly string[] = permissions.filter((each) => mayRole(role, each));
  const scopes = [...new Set(input.scopes)].toSorted();
  const beyond = scopes.filter((scope) => !allowed.includes(scope));
  if (beyond.length > 0)
    throw new AppError("invalid-input", "The input is not as expected.", {
      errors: [{ path: "scopes", message: `beyond your own permissions: ${beyond.join(", ")}` }],
    });
  const secret = newSecret("spk");
  const row = await tx.apiToken.create({
    data: {
      ownerId: userId,
      name: input.name,
      prefix: secret.shown,
      hash: secret.hash,
      scopes,
      expiresAt: new Date(Date.now() + input.expiresInDays * 86_400_000),
    },
    include: tokenInclude,
  });
  return {
    result: { ...apiTokenView(row), token: secret.text },
    audit: {
      target: { kind: "api-token", id: row.id, name: row.name },
      detail: { scopes, expiresAt: row.expiresAt },
    },
  };
});

export const revokeApiToken = verb(apiTokens.revoke, async (ctx, { id }, tx) => {
  const everybody = may(ctx.actor, "people:administer");
  found(
    await tx.apiToken.findFirst({
      where: { id, ...(everybody ? {} : { ownerId: selfOf(ctx).userId }) },
    }),
    "API token",
  );
  const { count } = await tx.apiToken.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw new AppError("conflict", "This token was revoked already.");
  const row = await tx.apiToken.findUniqueOrThrow({ where: { id }, include: tokenInclude });
  return {
    result: apiTokenView(row),
    audit: {
      target: { kind: "api-token", id, name: row.name },
      detail: { owner: row.owner.slug },
    },
  };
});
