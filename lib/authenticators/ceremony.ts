import { createHash, randomBytes } from "node:crypto";
import { databaseBeside } from "#lib/db/client.ts";
import type { Ceremony, Prisma } from "#lib/db/generated/client.ts";
import { readClientData } from "./client-data.ts";
import { Refusal } from "./refusal.ts";

export type CeremonyPurpose =
  | "sign-in"
  | "step-up"
  | "publish"
  | "register"
  | "first-run"
  | "invitation"
  | "recovery"
  | "device-enroll";

/** Who a challenge is bound to: a session, or the secret cookie of a browser without one. */
export type Binding =
  | { readonly kind: "session"; readonly userId: string; readonly sessionId: string }
  | { readonly kind: "browser"; readonly hash: Uint8Array<ArrayBuffer> };

export const ceremonySeconds = 300;

/**
 * Opens a ceremony: a challenge that is kept only as a hash, for one purpose, one browser or session, five
 * minutes, one use. `challenge` is given where it stands for something (a release's digest): it is then hashed
 * together with the session, so that two people can be asked for the same thing at once.
 */
export async function openCeremony(input: {
  readonly purpose: CeremonyPurpose;
  readonly binding: Binding;
  readonly userId?: string;
  readonly subject?: Prisma.InputJsonValue;
  readonly challenge?: string;
}): Promise<{ challenge: string }> {
  const challenge = input.challenge ?? randomBytes(32).toString("base64url");
  const hash = challengeHash(challenge, input.purpose, input.binding);
  const { binding } = input;
  const row = {
    purpose: input.purpose,
    expiresAt: new Date(Date.now() + ceremonySeconds * 1000),
    ...(binding.kind === "session"
      ? { userId: binding.userId, sessionId: binding.sessionId }
      : { browserHash: binding.hash, ...(input.userId ? { userId: input.userId } : {}) }),
    ...(input.subject === undefined ? {} : { subject: input.subject }),
  };
  const db = databaseBeside();
  await db.ceremony.deleteMany({ where: { expiresAt: { lt: new Date(Date.now() - 86_400_000) } } });
  if (input.challenge !== undefined)
    await db.ceremony.deleteMany({ where: { challengeHash: hash } });
  await db.ceremony.create({ data: { ...row, challengeHash: hash } });
  return { challenge };
}

/**
 * Uses a ceremony up. It is spent by one atomic update outside any other transaction, also when what follows
 * fails: no answer gets a second try. Every mismatch is a refusal with its own reason.
 */
export async function consumeCeremony(
  clientDataJson: string,
  purpose: CeremonyPurpose,
  binding: Binding,
  now: Date = new Date(),
): Promise<{ readonly ceremony: Ceremony; readonly challenge: string }> {
  const challenge = readClientData(clientDataJson)?.challenge;
  if (!challenge) throw new Refusal("challenge-unknown");
  const db = databaseBeside();
  const ceremony = await db.ceremony.findUnique({
    where: { challengeHash: challengeHash(challenge, purpose, binding) },
  });
  if (!ceremony) throw new Refusal("challenge-unknown");
  if (ceremony.purpose !== purpose) throw new Refusal("wrong-purpose");
  checkBinding(ceremony, binding);
  if (ceremony.consumedAt !== null) throw new Refusal("challenge-used");
  if (ceremony.expiresAt <= now) throw new Refusal("challenge-expired");
  const { count } = await db.ceremony.updateMany({
    where: { id: ceremony.id, consumedAt: null, expiresAt: { gt: now } },
    data: { consumedAt: now },
  });
  if (count !== 1) throw new Refusal("challenge-used");
  return { ceremony, challenge };
}

function checkBinding(ceremony: Ceremony, binding: Binding): void {
  if (binding.kind === "session") {
    if (ceremony.userId !== binding.userId) throw new Refusal("wrong-user");
    if (ceremony.sessionId !== binding.sessionId) throw new Refusal("wrong-session");
    return;
  }
  if (ceremony.sessionId !== null) throw new Refusal("wrong-session");
  if (!ceremony.browserHash || !Buffer.from(ceremony.browserHash).equals(binding.hash))
    throw new Refusal("wrong-browser");
}

/** `publish` challenges are digests, not random: the session makes them unique. */
function challengeHash(
  challenge: string,
  purpose: CeremonyPurpose,
  binding: Binding,
): Uint8Array<ArrayBuffer> {
  const text =
    purpose === "publish" && binding.kind === "session"
      ? `publish.${binding.sessionId}.${challenge}`
      : challenge;
  return new Uint8Array(createHash("sha256").update(text).digest());
}
