import type { Actor } from "#lib/context.ts";
import { hashSecret } from "#lib/auth/secret-token.ts";
import { database } from "#lib/db/client.ts";

/**
 * Whoever brings a live enrollment code acts for the person who made it, with the one right to enroll a device.
 * Looking doesn't use it up: `enrollDevice` does.
 */
export async function resolveEnrollmentCode(code: string): Promise<Actor | null> {
  const now = new Date();
  const ceremony = await database().ceremony.findUnique({
    where: { challengeHash: hashSecret(code) },
  });
  const live =
    ceremony?.purpose === "device-enroll" &&
    ceremony.consumedAt === null &&
    ceremony.expiresAt > now;
  if (!live || ceremony.sessionId === null) return null;
  const session = await database().session.findUnique({
    where: { id: ceremony.sessionId },
    include: { user: true },
  });
  if (!session || session.revokedAt !== null || session.user.state !== "active") return null;
  return {
    kind: "api-token",
    tokenId: ceremony.id,
    tokenName: "enrollment code",
    userId: session.user.id,
    slug: session.user.slug,
    name: session.user.name,
    consoleRole: session.user.consoleRole,
    scopes: ["devices:enroll"],
  };
}
