import type { Actor } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { hashSecret } from "#lib/auth/secret-token.ts";

const touchMs = 60_000;

/** The API token behind a bearer text, or null when it is unknown, expired, revoked or its owner is not active. */
export async function resolveApiToken(
  text: string,
  now: Date = new Date(),
): Promise<Extract<Actor, { kind: "api-token" }> | null> {
  if (!/^spk_[A-Za-z0-9_-]{43}$/.test(text)) return null;
  const token = await database().apiToken.findUnique({
    where: { hash: hashSecret(text) },
    include: { owner: true },
  });
  if (!token || token.revokedAt !== null || token.expiresAt <= now) return null;
  if (token.owner.state !== "active") return null;
  if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() > touchMs)
    await database().apiToken.updateMany({
      where: { id: token.id, revokedAt: null },
      data: { lastUsedAt: now },
    });
  return {
    kind: "api-token",
    tokenId: token.id,
    tokenName: token.name,
    userId: token.ownerId,
    slug: token.owner.slug,
    name: token.owner.name,
    consoleRole: token.owner.consoleRole,
    scopes: token.scopes,
  };
}
