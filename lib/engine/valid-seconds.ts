import type { CompiledCondition } from "./compile-policies.ts";
import type { Situation } from "./situation.ts";
import type { Facts } from "./facts.ts";
import type { Caller } from "./identify-caller.ts";

const validSecondsMax = 300;

/**
 * How long an allow may be relied upon: until the next instant at which time alone could change it. Signals
 * may change it at once; who keeps an answer accepts that for at most five minutes.
 */
export function validSeconds(
  { api, operation, observedUntil, expiresIn }: Situation,
  caller: Caller,
  facts: Facts,
  now: number,
): number {
  let end = Math.min(validSecondsMax, expiresIn, caller.changesAt - now);
  if (observedUntil > now) end = Math.min(end, observedUntil - now);
  const { permit, forbid } = operation?.candidates ?? api.candidates;
  end = nextChange(forbid.timed, facts, nextChange(permit.timed, facts, end));
  return Math.max(0, Math.floor(end));
}

/** Over all candidates: one that does not apply now may do so then. */
function nextChange(timed: readonly CompiledCondition[], facts: Facts, end: number): number {
  let next = end;
  for (const { behaviour, condition } of timed) {
    const change = behaviour.changesIn(condition, facts);
    if (change !== null && change > 0 && change < next) next = change;
  }
  return next;
}
