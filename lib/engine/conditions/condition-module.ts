import type { z } from "zod";
import type { Condition } from "#lib/engine/deployment.ts";
import type { Evaluate, Facts } from "#lib/engine/facts.ts";
import type { Remedy } from "#lib/engine/remedy.ts";

/** Everything there is to know about one kind of condition; one file each, and nothing about it elsewhere. */
export type ConditionModule<Author, Wire extends Condition> = {
  readonly kind: Wire["kind"];
  /** The author's form. */
  readonly schema: z.ZodType<Author>;
  /** From the author's form, as the schema accepted it, to the form on the wire. */
  readonly normalise: (author: Author) => Wire;
  /** Done once per revision; the closure runs for each request. */
  readonly compile: (condition: Wire) => Evaluate;
  /** What it says, to follow "when" or "unless". */
  readonly explain: (condition: Wire) => string;
  /** What the caller can do about it, given that it does not hold (rules 20, 21). */
  readonly remedy: (condition: Wire, facts: Facts) => Remedy | null;
  /** Whether its value can change once an anonymous caller is known (rule 18). */
  readonly readsIdentity: (condition: Wire) => boolean;
  /** Whether two requests of one caller for one operation may differ in its value before `changesIn` is over. */
  readonly readsRequest: (condition: Wire, facts: Facts) => boolean;
  /** The facts it read, as text for traces. */
  readonly read: (condition: Wire, facts: Facts) => readonly string[];
  /** Seconds until its value may change by time alone; null if it does not depend on time. */
  readonly changesIn: (condition: Wire, facts: Facts) => number | null;
};

/** One kind's share of the union on the wire. */
export type WireCondition<Kind extends Condition["kind"]> = Extract<Condition, { kind: Kind }>;
