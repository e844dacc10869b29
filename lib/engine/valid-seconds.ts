import type { Candidates, CompiledCondition } from "./compile-policies.ts";
import type { Facts } from "./facts.ts";
import type { Caller } from "./identify-caller.ts";

const validSecondsMax = 300;

/**
 * How long an allow may be relied upon: until the next instant at which time alone could change it. Signals
 * may change it at once; who keeps an answer accepts that for at most five minutes.
 */
export function validSeconds(expiresIn: number, changes: number): number {
  return Math.max(0, Math.floor(Math.min(validSecondsMax, expiresIn, changes)));
}

/** The instant at which time alone may next change what is known of the caller or what a condition says. */
export function nextChange({ permit, forbid }: Candidates, caller: Caller, facts: Facts): number {
  return Math.min(
    caller.changesAt,
    facts.now + changesIn(permit.timed, facts),
    facts.now + changesIn(forbid.timed, facts),
  );
}

/** Over all candidates: one that does not apply now may do so then. */
function changesIn(timed: readonly CompiledCondition[], facts: Facts): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { behaviour, condition } of timed) {
    const change = behaviour.changesIn(condition, facts);
    if (change !== null && change > 0 && change < next) next = change;
  }
  return next;
}
