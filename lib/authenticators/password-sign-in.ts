import type { AuditTarget } from "#lib/audit/append-audit-event.ts";
import { forgetAttempts, overLimit } from "#lib/auth/throttle.ts";
import { passwordVerification } from "#lib/auth/verification.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { auditRefusals } from "./audit-refusal.ts";
import { beginSession, type Browser } from "./passkey-sign-in.ts";
import { isPassword } from "./password.ts";
import { Refusal } from "./refusal.ts";

const perAccount = { max: 10, windowSeconds: 900 };
const perAddress = { max: 50, windowSeconds: 900 };

/**
 * For those who have no passkey yet. Unknown address, wrong password, suspended account and "has a passkey" take
 * the same work and give the same answer; the audit log has the difference.
 */
export function signInWithPassword(
  ctx: Context,
  browser: Browser,
  input: { readonly email: string; readonly password: string },
): Promise<string> {
  const email = input.email.trim().toLowerCase().slice(0, 320);
  let target: AuditTarget | null = null;
  return auditRefusals(
    ctx,
    "session.refuse",
    () => target,
    async () => {
      await refuseTooMany(ctx, email);
      const user = await database().user.findUnique({
        where: { email },
        include: { password: true, _count: { select: { authenticators: true } } },
      });
      if (user) target = { kind: "user", id: user.id, name: user.name };
      const right = await isPassword(user?.password?.hash ?? null, input.password);
      const mayEnter = user?.state === "active" && user._count.authenticators === 0;
      if (!user || !right || !mayEnter) throw new Refusal("password-refused");
      await forgetAttempts(accountKey(email));
      return database().$transaction((tx) =>
        beginSession(tx, ctx, user, browser, passwordVerification, { password: true }),
      );
    },
  );
}

function accountKey(email: string): string {
  return `password:${email}`;
}

/** The account first: guessing at one from many addresses is the cheaper attack. */
async function refuseTooMany(ctx: Context, email: string): Promise<void> {
  const overAccount = await overLimit(accountKey(email), perAccount);
  const overAddress = ctx.ip !== null && (await overLimit(`ip:${ctx.ip}`, perAddress));
  if (overAccount || overAddress) throw new Refusal("rate-limited");
}
