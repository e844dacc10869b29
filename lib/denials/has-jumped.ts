import { windowMs, usualMs } from "./windows.ts";

export type Counts = { readonly denied: number; readonly decided: number };

/** Fewer in the window than this are never an alarm. */
export const deniedMin = 20;
/** So many before make a baseline. */
const usualDecidedMin = 100;

/** Reasons that are never the caller's doing: for these no number of denials is usual. */
export const ownFaults: readonly string[] = [
  "not-ready",
  "lease-expired",
  "stale-policy",
  "stale-directory",
  "stale-signals",
  "internal-error",
];

export const isOwnFault = (reason: string): boolean => ownFaults.includes(reason);

/**
 * Whether what one enforcer denies of one API has left its baseline: at least 20 denials in the window, twice as many
 * as in an average window of the hours before, and a share of the decisions that is 20 points higher. Without a
 * baseline (fewer than 100 decisions), half of all decisions.
 */
export function hasJumped(now: Counts, usual: Counts): boolean {
  if (now.denied < deniedMin) return false;
  if (usual.decided < usualDecidedMin) return share(now) >= 0.5;
  const usualDenied = (usual.denied * windowMs) / usualMs;
  return now.denied >= 2 * usualDenied && isFifthMore(now, usual);
}

/** Without dividing: 0.3 − 0.1 is not quite 0.2. */
function isFifthMore(now: Counts, usual: Counts): boolean {
  const more = now.denied * usual.decided - usual.denied * now.decided;
  return 5 * more >= now.decided * usual.decided;
}

function share({ denied, decided }: Counts): number {
  return decided === 0 ? 0 : denied / decided;
}
