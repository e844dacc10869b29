/** An instant as bundles have it: whole seconds since 1970. An end is rounded down: never later than it is. */
export function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

/** For "refused when before": rounded up, so that nothing issued earlier in the same second slips through. */
export function secondsAfter(at: Date): number {
  return Math.ceil(at.getTime() / 1000);
}
