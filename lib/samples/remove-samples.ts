import type { Transaction } from "#lib/db/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { samples } from "./contract.ts";
import { countSampleRows } from "./internal.ts";

const origin = "sample" as const;

/**
 * Everything of origin `sample` at once; what people made stays. Enforcers learn of the people and devices now,
 * of the API and policies with the next release. Refused while the samples hold the only owner.
 */
export const removeSamples = verb(samples.remove, async (_ctx, _input, tx) => {
  const owner = await tx.user.findFirst({
    where: { consoleRole: "owner", state: "active", origin: { not: origin } },
  });
  if (!owner)
    throw new AppError(
      "conflict",
      "The only owner is part of the sample data: become the owner yourself first.",
    );
  const counts = await countSampleRows(tx);
  await removeDevices(tx);
  await removePeople(tx);
  await tx.policy.deleteMany({ where: { origin } });
  await tx.api.deleteMany({ where: { origin } });
  await tx.enforcer.deleteMany({ where: { origin } });
  return {
    result: counts,
    audit: { target: { kind: "settings", id: "samples", name: "Sample data" }, detail: counts },
  };
});

async function removeDevices(tx: Transaction): Promise<void> {
  const devices = await tx.device.findMany({ where: { origin }, include: { keys: true } });
  for (const device of devices) {
    await touchDirectory(tx, "device", device.slug, true);
    for (const key of device.keys) await touchDirectory(tx, "thumbprint", key.thumbprint, true);
  }
  await tx.device.deleteMany({ where: { origin } });
}

/** A sample role somebody's own user holds stays, as that person's: only its label goes. */
async function removePeople(tx: Transaction): Promise<void> {
  const people = await tx.user.findMany({ where: { origin } });
  for (const person of people) await touchDirectory(tx, "subject", person.slug, true);
  await tx.user.deleteMany({ where: { origin } });
  await tx.role.updateMany({
    where: { origin, grants: { some: {} } },
    data: { origin: "console" },
  });
  await tx.role.deleteMany({ where: { origin } });
}
