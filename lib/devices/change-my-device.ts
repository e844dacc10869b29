import { AppError } from "#lib/errors.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { verb } from "#lib/verb.ts";
import { lockDevice, setState } from "./change-device.ts";
import { devices } from "./contract.ts";

/** The record stays, revoked: decisions and audit events name it. */
export const removeMyDevice = verb(devices.removeMine, async (ctx, { slug }, tx) => {
  const device = await lockDevice(tx, { slug, ownerId: selfOf(ctx).userId });
  if (device.state === "revoked")
    throw new AppError("conflict", "This device was removed already.");
  await setState(tx, device, "revoked", "Removed by its owner");
  return {
    result: { slug },
    audit: { target: { kind: "device", id: slug, name: device.name }, detail: {} },
  };
});

export const renameMyDevice = verb(devices.renameMine, async (ctx, { slug, name }, tx) => {
  const device = await lockDevice(tx, { slug, ownerId: selfOf(ctx).userId });
  await tx.device.update({
    where: { id: device.id },
    data: { name, version: { increment: 1 } },
  });
  return {
    result: { slug, name },
    audit: {
      target: { kind: "device", id: slug, name },
      detail: { before: device.name, after: name },
    },
  };
});
