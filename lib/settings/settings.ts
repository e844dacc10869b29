import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";

/** Every setting of the deployment that an administrator can change, with its default. */
const schemas = {
  /** Counts the edits, so that two people can't overwrite each other unseen. */
  version: z.number().int().min(1).default(1),
  /** Made once by the first start; part of every bundle's scope. */
  deployment: z.string().min(1).default("unset"),
  /** Whether an API token with `releases:publish` may publish without a person's passkey. */
  tokensMayPublish: z.boolean().default(false),
  /** How long an enforcer goes on without hearing from the authority. */
  leaseSeconds: z.number().int().min(20).max(604_800).default(86_400),
  /** Keys for bundles and tokens get a successor at that age. */
  keyMaxAgeDays: z.number().int().min(1).max(3650).default(90),
  /** Whole days older than that are dropped. Above the seven days within which an enforcer's clock is believed. */
  decisionRetentionDays: z.number().int().min(8).max(3650).default(90),
} as const;

export type Settings = { readonly [K in keyof typeof schemas]: z.output<(typeof schemas)[K]> };

export async function readSettings(tx: Transaction): Promise<Settings> {
  const rows = new Map((await tx.setting.findMany()).map((row) => [row.key, row.value]));
  return {
    version: schemas.version.parse(rows.get("version")),
    deployment: schemas.deployment.parse(rows.get("deployment")),
    tokensMayPublish: schemas.tokensMayPublish.parse(rows.get("tokensMayPublish")),
    leaseSeconds: schemas.leaseSeconds.parse(rows.get("leaseSeconds")),
    keyMaxAgeDays: schemas.keyMaxAgeDays.parse(rows.get("keyMaxAgeDays")),
    decisionRetentionDays: schemas.decisionRetentionDays.parse(rows.get("decisionRetentionDays")),
  };
}

export async function writeSetting<K extends keyof Settings>(
  tx: Transaction,
  key: K,
  value: Settings[K],
): Promise<void> {
  const checked = schemas[key].parse(value);
  await tx.setting.upsert({
    where: { key },
    create: { key, value: checked },
    update: { value: checked },
  });
}
