import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { passkeys } from "./contract.ts";
import { personOf } from "./step-up.ts";

/** The user's row is locked, so that two removals at once can't both think another one is left. */
export const removePasskey = verb(passkeys.remove, async (ctx, { id, evenLast }, tx) => {
  const { userId, slug } = personOf(ctx);
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`;
  const row = found(await tx.authenticator.findFirst({ where: { id, userId } }), "passkey");
  const left = (await tx.authenticator.count({ where: { userId } })) - 1;
  if (left === 0 && !evenLast)
    throw new AppError(
      "conflict",
      "This is your last passkey. Without it only an administrator can let you in again.",
      { reason: "last-passkey" },
    );
  const { consoleRole } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  // Only owners can make recovery links for owners: one after the other they could all lock themselves out.
  if (left === 0 && consoleRole === "owner")
    throw new AppError("conflict", "An owner keeps at least one passkey. Add another one first.", {
      reason: "last-passkey",
    });
  await tx.authenticator.delete({ where: { id } });
  await touchDirectory(tx, "subject", slug);
  return {
    result: { left },
    audit: { target: { kind: "passkey", id, name: row.name }, detail: { left } },
  };
});
