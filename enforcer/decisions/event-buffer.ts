import type { LogRecord } from "./log-event.ts";

/** Records that wait to be written into batches; denials and challenges apart, because they are the last to be dropped. */
export type EventBuffer = {
  readonly add: (record: LogRecord) => void;
  /** Removes and returns the oldest of a kind. */
  readonly take: (denials: boolean, countMax: number) => readonly LogRecord[];
  readonly length: () => number;
};

export type EventBufferLimits = {
  readonly lengthMax: number;
  /** Of everything in it that callers choose. */
  readonly charactersMax: number;
};

export function createEventBuffer(
  { lengthMax, charactersMax }: EventBufferLimits,
  dropped: (events: number, denials: boolean) => void,
): EventBuffer {
  const allowed: LogRecord[] = [];
  const stopped: LogRecord[] = [];
  let characters = 0;
  const length = () => allowed.length + stopped.length;
  const isFull = (more: number) =>
    length() >= lengthMax || (length() > 0 && characters + more > charactersMax);
  return {
    length,
    take: (denials, countMax) => {
      const taken = (denials ? stopped : allowed).splice(0, countMax);
      for (const record of taken) characters -= sizeOf(record);
      return taken;
    },
    add: (record) => {
      const size = sizeOf(record);
      while (isFull(size)) {
        const denials = allowed.length === 0;
        const victim = (denials ? stopped : allowed).shift();
        if (victim !== undefined) characters -= sizeOf(victim);
        dropped(1, denials);
      }
      characters += size;
      (record.verdict.decision.outcome === "allow" ? allowed : stopped).push(record);
    },
  };
}

function sizeOf({ request: { method, host, target } }: LogRecord): number {
  return method.length + host.length + target.length;
}
