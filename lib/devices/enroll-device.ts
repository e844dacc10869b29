import { calculateJwkThumbprint } from "jose";
import { hashSecret } from "#lib/auth/secret-token.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { User } from "#lib/db/generated/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { environment } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { verb } from "#lib/verb.ts";
import { devices } from "./contract.ts";
import { verifyPossession } from "./verify-possession.ts";

/** More would be a mistake or an attack, and every device travels to every enforcer. */
const devicesMax = 20;

export const enrollDevice = verb(devices.enroll, async (ctx, input, tx) => {
  const user = await useCode(tx, input.code);
  const { userId } = selfOf(ctx);
  if (userId !== user.id)
    throw new AppError("forbidden", "This enrollment code is somebody else's.");
  const thumbprint = await calculateJwkThumbprint(input.publicJwk);
  const proven = await verifyPossession(input.proof, {
    publicJwk: input.publicJwk,
    code: input.code,
    audience: new URL(environment().PUBLIC_URL).origin,
    nowSeconds: Math.floor(Date.now() / 1000),
  });
  if (!proven)
    throw new AppError("forbidden", "The signature does not prove possession of this key.");
  if (await tx.deviceKey.findUnique({ where: { thumbprint } }))
    throw new AppError("conflict", "This key is enrolled already.");
  const count = await tx.device.count({ where: { ownerId: user.id, state: { not: "revoked" } } });
  if (count >= devicesMax)
    throw new AppError("conflict", `${devicesMax} devices are the most a person can have.`);
  const slug = await freeDeviceSlug(tx, user.slug);
  const device = await tx.device.create({
    data: {
      slug,
      name: input.name,
      ownerId: user.id,
      platform: input.platform,
      stateReason: "Waiting for an administrator",
      keys: { create: { thumbprint, publicJwk: input.publicJwk } },
    },
  });
  await touchDirectory(tx, "device", slug);
  await touchDirectory(tx, "thumbprint", thumbprint);
  return {
    result: { slug, name: device.name, state: device.state, thumbprint },
    audit: {
      target: { kind: "device", id: slug, name: device.name },
      detail: { owner: user.slug, platform: input.platform, thumbprint, agent: ctx.userAgent },
    },
  };
});

/** Spends the code with what it is spent on: an enrollment that fails leaves it usable until its end. */
async function useCode(tx: Transaction, code: string): Promise<User> {
  const refused = new AppError("forbidden", "This enrollment code is not known, used or expired.");
  if (!/^spb_[A-Za-z0-9_-]{43}$/.test(code)) throw refused;
  const now = new Date();
  const challengeHash = hashSecret(code);
  const { count } = await tx.ceremony.updateMany({
    where: { challengeHash, purpose: "device-enroll", consumedAt: null, expiresAt: { gt: now } },
    data: { consumedAt: now },
  });
  if (count !== 1) throw refused;
  const ceremony = await tx.ceremony.findUniqueOrThrow({ where: { challengeHash } });
  const session = ceremony.sessionId
    ? await tx.session.findUnique({ where: { id: ceremony.sessionId }, include: { user: true } })
    : null;
  if (!session || session.revokedAt !== null || session.user.state !== "active") throw refused;
  return session.user;
}

async function freeDeviceSlug(tx: Transaction, owner: string): Promise<string> {
  const base = `${owner.slice(0, 50)}-device`;
  const taken = new Set(
    (
      await tx.device.findMany({ where: { slug: { startsWith: base } }, select: { slug: true } })
    ).map((row) => row.slug),
  );
  let number = 1;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
