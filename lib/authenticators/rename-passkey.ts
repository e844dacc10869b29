import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { passkeys } from "./contract.ts";
import { passkeyOf } from "./list-passkeys.ts";
import { personOf } from "./step-up.ts";

export const renamePasskey = verb(passkeys.rename, async (ctx, { id, name }, tx) => {
  const { userId } = personOf(ctx);
  const before = found(await tx.authenticator.findFirst({ where: { id, userId } }), "passkey");
  const after = await tx.authenticator.update({ where: { id }, data: { name } });
  return {
    result: passkeyOf(after),
    audit: { target: { kind: "passkey", id, name }, detail: { before: before.name, after: name } },
  };
});
