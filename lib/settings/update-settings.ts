import { settings } from "./contract.ts";
import { settingsView } from "./internal.ts";
import { writeSetting } from "./settings.ts";
import { notify } from "#lib/db/notify.ts";
import { verb } from "#lib/verb.ts";

/** A new lease length is in the next signals bundle, which the authorities build at once. */
export const updateSettings = verb(settings.update, async (_ctx, input, tx) => {
  const before = await settingsView(tx);
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
  const result = await settingsView(tx);
  return {
    result,
    audit: {
      target: { kind: "settings", id: result.deployment, name: "Settings" },
      detail: { before, after: result },
    },
  };
});
