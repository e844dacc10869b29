import { passwordVerification } from "#lib/auth/verification.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { accepting, admissionOf, purposes, type Newcomer } from "./admission.ts";
import { admitUser } from "./admit-user.ts";
import { beginSession, type Browser } from "./passkey-sign-in.ts";
import { hashNewPassword } from "./password.ts";
import { Refusal } from "./refusal.ts";

/** For browsers without WebAuthn only: a password instead, until there is a passkey. Never for a recovery. */
export function acceptWithPassword(
  ctx: Context,
  browser: Browser,
  token: string,
  password: string,
  newcomer: Newcomer | null,
): Promise<string> {
  return accepting(ctx, token, async (invitation) => {
    if (invitation.purpose === "recovery") throw new Refusal("passkey-refused");
    const admission = await admissionOf(invitation, newcomer);
    const hash = await hashNewPassword(password, [admission.name, admission.email]);
    return database().$transaction(async (tx) => {
      const user = await admitUser(tx, ctx, invitation, admission);
      await tx.password.upsert({
        where: { userId: user.id },
        create: { userId: user.id, hash },
        update: { hash, createdAt: new Date() },
      });
      const detail = { through: purposes[invitation.purpose], password: true };
      return beginSession(tx, ctx, user, browser, passwordVerification, detail);
    });
  });
}
