import { runQueuedImports } from "#lib/apis/run-import.ts";
import { database } from "#lib/db/client.ts";
import { logError } from "#lib/log.ts";

export type ImportsRunning = { readonly wake: () => void; readonly stop: () => Promise<void> };

/**
 * Reads handed-in descriptions beside the passes that sign: in no transaction or lock of theirs, and in a thread of
 * their own, so that a long import delays no signal. When asked to, and from time to time, for hints that were lost.
 */
export function runImports(lookMs: number): ImportsRunning {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;

  const wake = (): void => {
    if (stopped) return;
    wanted = true;
    running ??= work().finally(() => {
      running = null;
    });
  };
  const isWanted = (): boolean => wanted && !stopped;
  async function work(): Promise<void> {
    clearTimeout(timer);
    do {
      wanted = false;
      await attempt();
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

async function attempt(): Promise<void> {
  try {
    await runQueuedImports(database());
  } catch (error) {
    logError("imports can't be looked at; trying again", error);
  }
}
