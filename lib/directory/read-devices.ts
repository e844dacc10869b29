import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { DeviceRecord, ThumbprintRecord } from "#lib/engine/deployment.ts";
import { attributesOf, isScalar } from "./attributes-of.ts";
import { secondsOf } from "./seconds-of.ts";

/** Device records by slug; `slugs` null reads all. */
export async function readDevices(
  tx: Transaction,
  slugs: readonly string[] | null,
  seqOf: (slug: string) => number,
): Promise<Record<string, DeviceRecord>> {
  const devices = await tx.device.findMany({
    ...(slugs && { where: { slug: { in: [...slugs] } } }),
    orderBy: { slug: "asc" },
    select: {
      slug: true,
      platform: true,
      state: true,
      trust: true,
      posture: true,
      attributes: true,
      owner: { select: { slug: true } },
    },
  });
  const records = devices.map((device): [string, DeviceRecord] => [
    device.slug,
    {
      seq: seqOf(device.slug),
      subject: device.owner?.slug ?? null,
      platform: device.platform,
      state: device.state,
      trust: device.trust,
      posture: postureOf(device.posture),
      attributes: attributesOf(device.attributes),
    },
  ]);
  return Object.fromEntries(records);
}

/** Keys in use, by thumbprint; `thumbprints` null reads all. A revoked key has no record. */
export async function readThumbprints(
  tx: Transaction,
  thumbprints: readonly string[] | null,
  seqOf: (thumbprint: string) => number,
): Promise<Record<string, ThumbprintRecord>> {
  const keys = await tx.deviceKey.findMany({
    where: { revokedAt: null, ...(thumbprints && { thumbprint: { in: [...thumbprints] } }) },
    orderBy: { thumbprint: "asc" },
    select: { thumbprint: true, device: { select: { slug: true } } },
  });
  const records = keys.map((key): [string, ThumbprintRecord] => [
    key.thumbprint,
    { seq: seqOf(key.thumbprint), device: key.device.slug },
  ]);
  return Object.fromEntries(records);
}

const postureEntry = z.looseObject({
  value: z.union([z.string(), z.number(), z.boolean()]),
  notAfter: z.union([z.iso.datetime({ offset: true }), z.number()]).nullish(),
});

function postureOf(json: unknown): DeviceRecord["posture"] {
  const entries = z.record(z.string(), z.unknown()).safeParse(json).data ?? {};
  const kept: [string, DeviceRecord["posture"][string]][] = [];
  for (const [check, raw] of Object.entries(entries)) {
    const entry = postureEntry.safeParse(raw).data;
    if (!entry || !isScalar(entry.value)) continue;
    kept.push([check, { value: entry.value, not_after: endOf(entry.notAfter) }]);
  }
  return Object.fromEntries(kept);
}

function endOf(notAfter: string | number | null | undefined): number | null {
  if (notAfter === null || notAfter === undefined) return null;
  return typeof notAfter === "number" ? Math.floor(notAfter) : secondsOf(new Date(notAfter));
}
