import type { FuzzTarget } from "./fuzz.ts";
import { createRandom } from "./random.ts";

export type FuzzOptions = {
  readonly seed: number;
  /** Where to begin: `--case` repeats a finding. */
  readonly from: number;
  readonly casesMax: number;
  readonly secondsMax: number;
  /** How many times a case's bound on blocking the event loop is allowed. */
  readonly patience: number;
};

export type FuzzRun = {
  readonly cases: number;
  readonly seconds: number;
  readonly longestMs: number;
  readonly longestCase: number;
  readonly finding: { readonly index: number; readonly error: unknown } | null;
};

/** Case after case until the time is over or one fails; a rejection that nobody awaited is a failure too. */
export async function runTarget(target: FuzzTarget, options: FuzzOptions): Promise<FuzzRun> {
  const attempt = await target.prepare();
  const startedMs = performance.now();
  const elapsed = () => (performance.now() - startedMs) / 1000;
  let stray: unknown = null;
  const onStray = (error: unknown) => void (stray ??= error ?? new Error("rejected with nothing"));
  process.on("unhandledRejection", onStray);
  let longest = { ms: 0, index: options.from };
  let index = options.from;
  let finding: FuzzRun["finding"] = null;
  try {
    for (; finding === null && index - options.from < options.casesMax; index += 1) {
      if (elapsed() >= options.secondsMax) break;
      const bound = target.blockedMsMax * options.patience;
      const { ms, error } = await tryPatiently(attempt, options.seed, index, bound);
      if (ms > longest.ms) longest = { ms, index };
      const problem = error ?? stray ?? tooLong(ms, bound);
      if (problem !== null) finding = { index, error: problem };
      // Rejections that nobody awaits are reported between two turns of the event loop.
      if (index % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    process.off("unhandledRejection", onStray);
  }
  const cases = index - options.from;
  const { ms: longestMs, index: longestCase } = longest;
  return { cases, seconds: elapsed(), longestMs, longestCase, finding };
}

/** What was too slow is tried again: an input that hangs does so each time, a busy machine does not. */
async function tryPatiently(attempt: Attempt, seed: number, index: number, bound: number) {
  let best = await tryCase(attempt, seed, index);
  for (let again = 0; again < 4 && best.error === null && best.ms > bound; again += 1) {
    const next = await tryCase(attempt, seed, index);
    if (next.error !== null || next.ms < best.ms) best = next;
  }
  return best;
}

type Attempt = Awaited<ReturnType<FuzzTarget["prepare"]>>;

/** `ms` is the time until the case first lets go of the event loop: what it computes, not what it waits for. */
async function tryCase(
  attempt: Attempt,
  seed: number,
  index: number,
): Promise<{ readonly ms: number; readonly error: unknown }> {
  const elapsed = stopwatch();
  let ms = 0;
  try {
    const pending = attempt(createRandom(seed, index));
    ms = elapsed();
    await pending;
    return { ms, error: null };
  } catch (error) {
    return { ms: ms || elapsed(), error: error ?? new Error("threw nothing") };
  }
}

/** By the clock or by what the process computed, whichever is less: others share the machine. */
function stopwatch(): () => number {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min(performance.now() - startedMs, (user + system) / 1000);
  };
}

function tooLong(ms: number, bound: number): Error | null {
  return ms <= bound ? null : new Error(`kept the event loop for ${ms.toFixed(0)} ms`);
}
