import { AppError, type ErrorCode } from "#lib/errors.ts";

/** Why a ceremony, sign-in or invitation was refused: reason code to error code and sentence. One table. */
const table = {
  "challenge-unknown": ["forbidden", "This confirmation is not known. Start again."],
  "challenge-used": ["forbidden", "This confirmation was used already. Start again."],
  "challenge-expired": ["forbidden", "This took longer than five minutes. Start again."],
  "wrong-purpose": ["forbidden", "This confirmation was for something else. Start again."],
  "wrong-browser": ["forbidden", "This confirmation was begun in another browser. Start again."],
  "wrong-session": ["forbidden", "This confirmation was begun in another session. Start again."],
  "wrong-user": ["forbidden", "This passkey belongs to somebody else."],
  "unknown-passkey": ["forbidden", "This passkey is not known here. It may have been removed."],
  "passkey-refused": ["forbidden", "The passkey's answer could not be verified."],
  "counter-back": [
    "forbidden",
    "This passkey's counter went back, as a copied key's would. It was refused.",
  ],
  "already-registered": ["conflict", "This passkey is registered already."],
  "user-suspended": ["forbidden", "Your account is suspended. Ask an administrator."],
  "user-inactive": ["forbidden", "This account is not active."],
  "session-ended": ["unauthenticated", "Your session has ended. Sign in again."],
  "ceremony-required": ["ceremony-required", "Confirm with your passkey first."],
  "invitation-unknown": ["not-found", "This link is not known."],
  "invitation-used": ["conflict", "This link was used already."],
  "invitation-expired": ["conflict", "This link has expired."],
  "email-taken": ["conflict", "Somebody with this e-mail address exists already."],
  "owner-exists": ["conflict", "This deployment has an owner already."],
  "password-refused": ["forbidden", "E-mail address or password are not right."],
  "password-weak": ["invalid-input", "This password can't be used."],
  "rate-limited": ["rate-limited", "Too many attempts. Wait a quarter of an hour."],
} as const satisfies Readonly<Record<string, readonly [ErrorCode, string]>>;

export type RefusalReason = keyof typeof table;

/** A refusal with its reason code: what the audit log records and the page has words for. */
export class Refusal extends AppError {
  readonly reason: RefusalReason;

  constructor(
    reason: RefusalReason,
    options: { readonly message?: string; readonly maxAgeSeconds?: number } = {},
  ) {
    const [code, sentence] = table[reason];
    super(code, options.message ?? sentence, {
      reason,
      ...(options.maxAgeSeconds === undefined ? {} : { maxAgeSeconds: options.maxAgeSeconds }),
      ...(reason === "rate-limited" ? { retryAfterSeconds: 900 } : {}),
    });
    this.name = "Refusal";
    this.reason = reason;
  }
}
