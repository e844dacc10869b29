import type { Challenge } from "#lib/engine/decision.ts";
import { explainSeconds } from "#lib/engine/duration.ts";

/** A challenge in a few words for each thing it asks for, where a table has no room for a sentence. */
export function asksOf({ authenticate, mfa, device, token }: Challenge): string[] {
  return [
    authenticate && !mfa ? "sign in" : "",
    mfa ? factorOf(mfa) : "",
    device ? `${device.trust} device` : "",
    ...(token?.scopes ?? []).map((scope) => `scope ${scope}`),
    token?.sender_constrained ? "bound token" : "",
  ].filter((text) => text !== "");
}

function factorOf({ strength, max_age_seconds: age }: NonNullable<Challenge["mfa"]>): string {
  const factor = strength === "phishing-resistant" ? "passkey" : "second factor";
  return age === null ? factor : `${factor} within ${explainSeconds(age)}`;
}
