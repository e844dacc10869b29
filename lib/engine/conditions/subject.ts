import { z } from "zod";
import { truth } from "#lib/engine/kleene.ts";
import { authenticateRemedy } from "#lib/engine/remedy.ts";
import { setOf } from "#lib/engine/text-schemas.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";

const schema = z.strictObject({
  kinds: setOf(z.enum(["user", "workload"])).min(1, "Name at least one kind."),
});

/** Holds when there is an authenticated subject of one of the kinds. */
export const subject: ConditionModule<z.infer<typeof schema>, WireCondition<"subject">> = {
  kind: "subject",
  schema,
  normalise: ({ kinds }) => ({ kind: "subject", kinds: kinds.toSorted() }),
  compile:
    ({ kinds }) =>
    ({ subject: caller }) => {
      if (caller.state === "anonymous") return "false";
      if (caller.kind === null) return kinds.length === 2 ? "true" : "unknown";
      return truth(kinds.includes(caller.kind));
    },
  explain: ({ kinds }) => `the caller is a known ${kinds.join(" or ")}`,
  remedy: (_condition, facts) => (facts.subject.state === "anonymous" ? authenticateRemedy : null),
  readsIdentity: () => true,
  readsRequest: () => false,
  read: (_condition, { subject: caller }) => [
    caller.state === "anonymous" ? "no caller" : `a ${caller.kind ?? "subject of unknown kind"}`,
  ],
  changesIn: () => null,
};
