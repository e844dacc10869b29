import type { Condition, ConditionKind } from "#lib/engine/deployment.ts";
import { attribute } from "./attribute.ts";
import type { ConditionModule } from "./condition-module.ts";
import { country } from "./country.ts";
import { device } from "./device.ts";
import { mfa } from "./mfa.ts";
import { network } from "./network.ts";
import { risk } from "./risk.ts";
import { schedule } from "./schedule.ts";
import { subject } from "./subject.ts";
import { token } from "./token.ts";

/** The closed set. The author's form, the wire's reader, the sentence and the evaluation all derive from it. */
export const conditions = {
  subject,
  mfa,
  device,
  network,
  country,
  schedule,
  risk,
  token,
  attribute,
};

type Behaviour = Omit<ConditionModule<never, Condition>, "schema" | "normalise">;

/** The behaviour of a condition's kind, without its author's form. */
export function behaviourOf(condition: Condition): Behaviour {
  return widen(conditions[condition.kind]);
}

/**
 * A module takes its own kind of condition only. The key and the condition come from one value, so that it
 * is never given another one: TypeScript has no way to say so.
 */
function widen(module: { readonly kind: ConditionKind }): Behaviour {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return module as unknown as Behaviour;
}
