import { notify } from "#lib/db/notify.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { keys } from "./contract.ts";
import { keysView } from "./list-keys.ts";

/**
 * Asks for a successor, which the authority makes: the console never holds a key. The old one stays vouched for until
 * nobody needs it, unless it is compromised.
 */
export const rotateKey = verb(keys.rotate, async (_ctx, { kid, reason, compromised }, tx) => {
  const row = found(await tx.signingKey.findUnique({ where: { kid } }), "key");
  if (row.purpose === "root")
    throw new AppError(
      "conflict",
      "The root key is a file of the authority and is replaced by hand: see docs/keys.md.",
    );
  if (row.state === "retired") throw new AppError("conflict", "This key is retired already.");
  if (row.state === "retiring" && !(compromised && !row.compromised))
    throw new AppError("conflict", "This key is being replaced already.");
  await tx.signingKey.update({
    where: { kid },
    data: {
      state: "retiring",
      retiringSince: row.retiringSince ?? new Date(),
      compromised: compromised || row.compromised,
    },
  });
  await notify(tx, "signals");
  return {
    result: await keysView(tx),
    audit: {
      target: { kind: "signing-key", id: kid, name: `${row.purpose} key` },
      detail: { purpose: row.purpose, reason, compromised },
    },
  };
});
