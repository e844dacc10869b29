import type { Override } from "./deployment.ts";
import { own } from "./own.ts";

/**
 * A fact as of now: of the directory's record and the override in signals the one with the higher `seq`, so
 * that neither a late signal nor a late directory brings an old fact back. Null: unknown, or gone.
 */
export function lookUp<T extends { readonly seq: number }>(
  records: Readonly<Record<string, T>>,
  overrides: Readonly<Record<string, Override<T>>>,
  id: string,
): T | null {
  const record = own(records, id);
  const override = own(overrides, id);
  if (!override || (record && record.seq > override.seq)) return record ?? null;
  return "gone" in override ? null : override;
}
