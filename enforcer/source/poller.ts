import { backOffMs } from "./back-off.ts";
import { type ArchiveAnswer, type ArchiveRequest, fetchArchive } from "./fetch-archive.ts";
import { type Refusal, asRefusal } from "./refusal.ts";

/** How one resource is polled; a change of any of it replaces the poller. */
export type Polling = {
  readonly url: string;
  /** Null: short polls only. */
  readonly waitSeconds: number | null;
  readonly delaySecondsMin: number;
  readonly delaySecondsMax: number;
};

export type PollerPorts = {
  readonly readToken: () => string;
  /** The tag of what is in force now. */
  readonly tag: () => string | null;
  /** Verifies and puts in force, or throws a refusal and changes nothing. */
  readonly activate: (bytes: Uint8Array, tag: string | null) => Promise<void>;
  readonly requested: () => void;
  readonly answered: (answer: ArchiveAnswer) => void;
  readonly failed: (refusal: Refusal) => void;
  readonly random: () => number;
  readonly bytesMax: number;
  readonly userAgent: string;
};

export type Poller = { readonly stop: () => void; readonly finished: Promise<void> };

/** A server that answers a long poll sooner than this with "unchanged" does not hold it. */
const heldMsMin = 500;

/**
 * Polls one resource until stopped, the way OPA's downloader does: at once after a long poll, after a random
 * delay else; failures back off with jitter; after any failure the tag sent is again that of the archive in force.
 */
export function startPoller(polling: Polling, ports: PollerPorts): Poller {
  const abort = new AbortController();
  const finished = run(polling, ports, abort.signal);
  return { stop: () => abort.abort(), finished };
}

async function run(polling: Polling, ports: PollerPorts, signal: AbortSignal): Promise<void> {
  let failures = 0;
  let longPoll = polling.waitSeconds !== null;
  while (!signal.aborted) {
    const startedMs = performance.now();
    ports.requested();
    let delayMs: number;
    try {
      const answer = await fetchArchive(requestFor(polling, ports, longPoll, signal));
      if (signal.aborted) return;
      if (answer.kind === "archive") {
        longPoll = answer.longPoll && polling.waitSeconds !== null;
        await ports.activate(answer.bytes, answer.tag);
      }
      ports.answered(answer);
      failures = 0;
      const heldMs = performance.now() - startedMs;
      const spins = answer.kind === "unchanged" && heldMs < heldMsMin;
      delayMs = longPoll && !spins ? 0 : delayBetween(polling, ports.random);
    } catch (cause) {
      if (signal.aborted) return;
      failures += 1;
      ports.failed(asRefusal(cause));
      delayMs = backOffMs(failures, polling.delaySecondsMax * 1000, ports.random);
    }
    await pause(delayMs, signal);
  }
}

function requestFor(
  { url, waitSeconds }: Polling,
  ports: PollerPorts,
  longPoll: boolean,
  signal: AbortSignal,
): ArchiveRequest {
  const tag = ports.tag();
  return {
    url,
    token: ports.readToken(),
    tag,
    // Without a tag there is nothing to wait for.
    waitSeconds: longPoll && tag !== null ? waitSeconds : null,
    bytesMax: ports.bytesMax,
    silenceMsMax: 15_000,
    signal,
    userAgent: ports.userAgent,
  };
}

function delayBetween(polling: Polling, random: () => number): number {
  const { delaySecondsMin, delaySecondsMax } = polling;
  return (delaySecondsMin + random() * (delaySecondsMax - delaySecondsMin)) * 1000;
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, delayMs);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
