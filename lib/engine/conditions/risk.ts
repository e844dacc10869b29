import { z } from "zod";
import { truth } from "#lib/engine/kleene.ts";
import { riskOrder } from "#lib/engine/risk-order.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";

const schema = z.strictObject({ below: z.enum(["low", "medium", "high"]) });

/** Holds when the highest risk of subject, device and session is below the bound. */
export const risk: ConditionModule<z.infer<typeof schema>, WireCondition<"risk">> = {
  kind: "risk",
  schema,
  normalise: ({ below }) => ({ kind: "risk", below }),
  compile: ({ below }) => {
    const bound = riskOrder.indexOf(below);
    return ({ risk: level }) =>
      level === null ? "unknown" : truth(riskOrder.indexOf(level) < bound);
  },
  explain: ({ below }) => `the risk is below ${below}`,
  remedy: (_condition, _facts) => null,
  readsIdentity: () => true,
  readsRequest: () => false,
  read: (_condition, { risk: level }) => [level === null ? "no risk known" : `risk ${level}`],
  changesIn: () => null,
};
