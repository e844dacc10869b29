import type { Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import type { CanaryPlan } from "./contract.ts";
import { chooseEnforcers, readFleet } from "./choose-enforcers.ts";

/** Said before a passkey is asked for: there must be enforcers to try it on, and others to compare them with. */
export async function refuseImpossible(
  tx: Transaction,
  channel: string,
  plan: CanaryPlan,
): Promise<void> {
  const choice = chooseEnforcers(await readFleet(tx, channel, new Date()), plan);
  if (choice.ok) return;
  const errors = [{ path: "canary", message: choice.why }];
  throw new AppError("invalid-input", choice.why, { errors });
}
