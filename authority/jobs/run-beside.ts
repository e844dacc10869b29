import { logError } from "#lib/log.ts";

export type RunningBeside = { readonly wake: () => void; readonly stop: () => Promise<void> };

/**
 * Does long work beside the passes that sign: in no transaction or lock of theirs, so that it delays no signal. When
 * asked to, and from time to time, for hints that were lost.
 */
export function runBeside(what: string, work: () => Promise<void>, lookMs: number): RunningBeside {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;

  const wake = (): void => {
    if (stopped) return;
    wanted = true;
    running ??= attempts().finally(() => {
      running = null;
    });
  };
  const isWanted = (): boolean => wanted && !stopped;
  async function attempts(): Promise<void> {
    clearTimeout(timer);
    do {
      wanted = false;
      await work().catch((error: unknown) => logError(`${what} failed; trying again`, error));
    } while (isWanted());
    if (!stopped) timer = setTimeout(wake, lookMs);
  }

  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
