import { notify } from "#lib/db/notify.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { keys } from "./contract.ts";
import { dropKey } from "./drop-key.ts";
import { dependentsOf, findDependents } from "./find-dependents.ts";
import { isSucceeded } from "./is-succeeded.ts";
import { keysView } from "./list-keys.ts";

/** Ends a replaced bundle key before its time. The last thing that could need it is an enforcer. */
export const retireKey = verb(keys.retire, async (_ctx, { kid, reason }, tx) => {
  const row = found(await tx.signingKey.findUnique({ where: { kid } }), "key");
  if (row.state !== "retiring")
    throw new AppError("conflict", "Only a key that has been replaced can be retired.");
  if (!(await isSucceeded(tx, row)))
    throw new AppError(
      "conflict",
      "Its successor has not signed everything yet. Try again in a moment.",
    );
  if (row.purpose === "token" && !row.compromised)
    throw new AppError(
      "conflict",
      "Tokens that it signed are still valid. It is retired when the last of them has ended.",
    );
  const needed = dependentsOf(await findDependents(tx, new Date()), kid);
  if (row.purpose === "bundle" && needed.length > 0)
    throw new AppError(
      "conflict",
      `${needed.length === 1 ? "One enforcer depends" : `${needed.length} enforcers depend`} on this key: ${needed
        .slice(0, 5)
        .map(({ name }) => name)
        .join(", ")}${needed.length > 5 ? ", …" : ""}.`,
    );
  await dropKey(tx, kid);
  await notify(tx, "signals");
  return {
    result: await keysView(tx),
    audit: {
      target: { kind: "signing-key", id: kid, name: `${row.purpose} key` },
      detail: { purpose: row.purpose, reason },
    },
  };
});
