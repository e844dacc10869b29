import { setImmediate } from "node:timers/promises";

const turnMsMax = 15;

/** To be awaited often during long work: lets this process' pages and polls go on when a turn has been long enough. */
export function breaks(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < turnMsMax) return;
    await setImmediate();
    since = performance.now();
  };
}
