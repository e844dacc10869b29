import { staleEdit } from "#lib/audit/stale-edit.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Device } from "#lib/db/generated/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { devices } from "./contract.ts";
import { deviceDetailOf, deviceInclude, deviceSummaryOf } from "./device-view.ts";

type State = Device["state"];
type Change = (typeof devices)["approve" | "quarantine" | "release" | "revoke"];

/** From which states each step leads where; revoked is the end. */
const steps: Readonly<Record<string, { readonly from: readonly State[]; readonly to: State }>> = {
  "devices.approve": { from: ["pending"], to: "trusted" },
  "devices.quarantine": { from: ["pending", "trusted"], to: "quarantined" },
  "devices.release": { from: ["quarantined"], to: "trusted" },
  "devices.revoke": { from: ["pending", "trusted", "quarantined"], to: "revoked" },
};

export const approveDevice = stateVerb(devices.approve);
export const quarantineDevice = stateVerb(devices.quarantine);
export const releaseDevice = stateVerb(devices.release);
export const revokeDevice = stateVerb(devices.revoke);

function stateVerb(contract: Change) {
  return verb(contract, async (_ctx, { slug, reason }, tx) => {
    const before = await lockDevice(tx, { slug });
    const step = steps[contract.name];
    if (!step?.from.includes(before.state))
      throw new AppError("conflict", `A ${before.state} device can't be changed like this.`);
    await setState(tx, before, step.to, reason);
    const row = await tx.device.findUniqueOrThrow({ where: { slug }, include: deviceInclude });
    return {
      result: deviceSummaryOf(row),
      audit: {
        target: { kind: "device", id: slug, name: row.name },
        detail: { before: before.state, after: step.to, reason, owner: row.owner?.slug ?? null },
      },
    };
  });
}

/** The device's row for a change, locked until the transaction ends. */
export async function lockDevice(
  tx: Transaction,
  which: { readonly slug: string; readonly ownerId?: string },
): Promise<Device> {
  await tx.$queryRaw`SELECT 1 FROM "Device" WHERE "slug" = ${which.slug} FOR UPDATE`;
  return found(await tx.device.findFirst({ where: which }), "device");
}

/** Enforcers learn of the new state at once. Keys of a revoked device go on pointing at it, so that it is named. */
export async function setState(
  tx: Transaction,
  device: Device,
  state: State,
  reason: string,
): Promise<void> {
  await tx.device.update({
    where: { id: device.id },
    data: { state, stateReason: reason, version: { increment: 1 } },
  });
  await touchDirectory(tx, "device", device.slug);
}

export const updateDevice = verb(devices.update, async (_ctx, input, tx) => {
  const { slug, version, name, platform, trust, posture } = input;
  const before = await lockDevice(tx, { slug });
  const include = deviceInclude;
  if (before.version !== version)
    throw await staleEdit(
      tx,
      "Somebody else changed this device meanwhile.",
      { kind: "device", id: slug },
      deviceDetailOf(await tx.device.findUniqueOrThrow({ where: { slug }, include })),
    );
  if (before.state === "revoked")
    throw new AppError("conflict", "A revoked device can't be changed.");
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(platform === undefined ? {} : { platform }),
    ...(trust === undefined ? {} : { trust }),
    ...(posture === undefined ? {} : { posture }),
  };
  const row = await tx.device.update({
    where: { slug },
    data: { ...changes, version: { increment: 1 } },
    include,
  });
  await touchDirectory(tx, "device", slug);
  const detail = {
    before: {
      name: before.name,
      platform: before.platform,
      trust: before.trust,
      posture: before.posture,
    },
    after: changes,
  };
  return {
    result: deviceDetailOf(row),
    audit: { target: { kind: "device", id: slug, name: row.name }, detail },
  };
});
