import type { SettingsView } from "./contract.ts";
import { readSettings } from "./settings.ts";
import type { Transaction } from "#lib/db/client.ts";

export async function settingsView(tx: Transaction): Promise<SettingsView> {
  const sample = await tx.user.findFirst({ where: { origin: "sample" }, select: { id: true } });
  return { ...(await readSettings(tx)), sampleData: sample !== null };
}
