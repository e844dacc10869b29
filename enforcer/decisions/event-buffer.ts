import type { LogRecord } from "./log-event.ts";

/** Records that wait to be written into batches; denials and challenges apart, because they are the last to be dropped. */
export type EventBuffer = {
  readonly add: (record: LogRecord) => void;
  /** Removes and returns the oldest of a kind. */
  readonly take: (denials: boolean, countMax: number) => readonly LogRecord[];
  readonly length: () => number;
};

export function createEventBuffer(
  lengthMax: number,
  dropped: (events: number, denials: boolean) => void,
): EventBuffer {
  const allowed: LogRecord[] = [];
  const stopped: LogRecord[] = [];
  return {
    length: () => allowed.length + stopped.length,
    take: (denials, countMax) => (denials ? stopped : allowed).splice(0, countMax),
    add: (record) => {
      if (allowed.length + stopped.length >= lengthMax) {
        const denials = allowed.length === 0;
        (denials ? stopped : allowed).shift();
        dropped(1, denials);
      }
      (record.verdict.decision.outcome === "allow" ? allowed : stopped).push(record);
    },
  };
}
