import type { Log } from "#enforcer/log.ts";

export type StatusPoster = {
  /** Something changed: report soon. Several changes in a moment become one report. */
  readonly changed: () => void;
  readonly start: () => void;
  /** Sends a last report and stops. */
  readonly stop: (signal: AbortSignal) => Promise<void>;
};

export type StatusPosterPorts = {
  readonly url: () => string;
  readonly readToken: () => string;
  readonly report: () => Readonly<Record<string, unknown>>;
  readonly log: Log;
  readonly intervalMs?: number;
  readonly gatherMs?: number;
};

/** Posts status on change and periodically. A report that fails is not repeated: the next one says the same and more. */
export function createStatusPoster(ports: StatusPosterPorts): StatusPoster {
  const { intervalMs = 30_000, gatherMs = 50 } = ports;
  let timer: NodeJS.Timeout | null = null;
  let dueMs = 0;
  let stopped = true;
  let posting: Promise<void> | null = null;
  let again = false;
  const schedule = (delayMs: number) => {
    const at = performance.now() + delayMs;
    // Never put off: in a storm of changes no report would be sent.
    if (timer !== null && dueMs <= at) return;
    if (timer !== null) clearTimeout(timer);
    dueMs = at;
    timer = setTimeout(run, delayMs);
    timer.unref();
  };
  function run() {
    timer = null;
    if (stopped) return;
    again = false;
    posting ??= post(ports, AbortSignal.timeout(10_000)).finally(() => {
      posting = null;
      if (!stopped) schedule(again ? gatherMs : intervalMs);
    });
  }
  return {
    start: () => {
      stopped = false;
      schedule(gatherMs);
    },
    changed: () => {
      if (stopped) return;
      if (posting === null) schedule(gatherMs);
      else again = true;
    },
    stop: async (signal) => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await post(ports, signal);
    },
  };
}

async function post(ports: StatusPosterPorts, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(ports.url(), {
      method: "POST",
      redirect: "manual",
      headers: {
        Authorization: `Bearer ${ports.readToken()}`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify(ports.report()),
      signal,
    });
    await response.body?.cancel();
    if (!response.ok) ports.log.warn("status was not taken", { status: response.status });
  } catch {
    ports.log.debug("status could not be posted");
  }
}
