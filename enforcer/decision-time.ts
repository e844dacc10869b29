/**
 * The instant a decision is made at: the latest of the own clock, the newest `issued_at` that signals carried
 * and the last instant used. A clock that is set back (or a machine that wakes up in the past) can therefore
 * never bring an expired token, grant or lease back.
 */
export type DecisionTime = {
  /** Integer seconds since 1970 UTC. */
  readonly nowSeconds: () => number;
  /** What a freshly verified signals bundle says about the present. */
  readonly notBefore: (issuedAtSeconds: number) => void;
};

export function createDecisionTime(clock: { readonly nowMs: () => number }): DecisionTime {
  let latest = 0;
  return {
    nowSeconds: () => {
      const own = Math.floor(clock.nowMs() / 1000);
      if (own > latest) latest = own;
      return latest;
    },
    notBefore: (issuedAtSeconds) => {
      if (issuedAtSeconds > latest) latest = issuedAtSeconds;
    },
  };
}
