import type { Candidates } from "./compile-policies.ts";
import type { Situation } from "./situation.ts";
import type { Facts } from "./facts.ts";
import type { Caller } from "./identify-caller.ts";

const validSecondsMax = 300;

/**
 * How long an allow may be relied upon: until the next instant at which time alone could change it. Signals
 * may change it at once; who keeps an answer accepts that for at most five minutes.
 */
export function validSeconds(
  { api, operation, expiresIn }: Situation,
  caller: Caller,
  facts: Facts,
  now: number,
): number {
  const observed = api.data.observe_until;
  const ends = [
    validSecondsMax,
    expiresIn,
    caller.changesIn,
    observed !== null && observed > now ? observed - now : validSecondsMax,
    nextChange(operation?.candidates ?? api.candidates, facts),
  ];
  return Math.max(0, Math.floor(Math.min(...ends)));
}

/** Over all candidates: one that does not apply now may do so then. */
function nextChange({ permit, forbid }: Candidates, facts: Facts): number {
  let next = validSecondsMax;
  for (const { timed } of [permit, forbid]) {
    for (const { behaviour, condition } of timed) {
      const change = behaviour.changesIn(condition, facts);
      if (change !== null && change > 0 && change < next) next = change;
    }
  }
  return next;
}
