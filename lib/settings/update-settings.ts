import { staleEdit } from "#lib/audit/stale-edit.ts";
import type { Transaction } from "#lib/db/client.ts";
import { notify } from "#lib/db/notify.ts";
import { verb } from "#lib/verb.ts";
import { settings } from "./contract.ts";
import { settingsView } from "./internal.ts";
import { writeSetting } from "./settings.ts";

/** A new lease length is in the next signals bundle, which the authorities build at once. */
export const updateSettings = verb(settings.update, async (_ctx, { version, ...input }, tx) => {
  await lockSettings(tx);
  const before = await settingsView(tx);
  if (before.version !== version)
    throw await staleEdit(
      tx,
      "Somebody else changed the settings while you edited them.",
      { kind: "settings", id: before.deployment },
      before,
    );
  if (input.tokensMayPublish !== undefined)
    await writeSetting(tx, "tokensMayPublish", input.tokensMayPublish);
  if (input.leaseSeconds !== undefined) {
    await writeSetting(tx, "leaseSeconds", input.leaseSeconds);
    await notify(tx, "signals");
  }
  if (input.keyMaxAgeDays !== undefined)
    await writeSetting(tx, "keyMaxAgeDays", input.keyMaxAgeDays);
  if (input.decisionRetentionDays !== undefined)
    await writeSetting(tx, "decisionRetentionDays", input.decisionRetentionDays);
  await writeSetting(tx, "version", version + 1);
  const result = await settingsView(tx);
  return {
    result,
    audit: {
      target: { kind: "settings", id: result.deployment, name: "Settings" },
      detail: { before, after: result },
    },
  };
});

/** Until the transaction ends nobody else reads the version to write the next one. */
async function lockSettings(tx: Transaction): Promise<void> {
  await tx.$executeRaw`INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ('version', '1', now())
    ON CONFLICT ("key") DO UPDATE SET "updatedAt" = now()`;
}
