import { encodeChunks } from "./chunk.ts";
import { type EventBuffer, createEventBuffer } from "./event-buffer.ts";
import { type LogRecord, createEventWriter } from "./log-event.ts";
import { type Spool, createSpool } from "./spool.ts";
import { createLogUploader } from "./upload-logs.ts";

export type DecisionLogFacts = {
  readonly dropped: number;
  readonly droppedDenials: number;
  readonly spooledBytes: number;
  readonly waiting: number;
  readonly error: string | null;
  readonly httpStatus: number | null;
};

export type DecisionLog = {
  /** Never waits and never throws: a full buffer drops, and counts. */
  readonly append: (record: LogRecord) => void;
  readonly facts: () => DecisionLogFacts;
  readonly start: () => Promise<void>;
  /** Sends what can be sent until the signal aborts, keeps the rest on disk. */
  readonly stop: (signal: AbortSignal) => Promise<void>;
};

export type DecisionLogPorts = {
  readonly url: () => string;
  readonly readToken: () => string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spoolFolder: string;
  readonly spoolBytesMax: number;
  readonly random: () => number;
  /** The upload's state or a drop count changed. */
  readonly changed: () => void;
  readonly flushMs?: number;
  readonly bufferMax?: number;
  readonly chunkBytesMax?: number;
  readonly retryMsMax?: number;
};

const memoryBytesMax = 8 * 1024 * 1024;
const bufferBytesMax = 16 * 1024 * 1024;
/** Some seven hundred events in one chunk: each is a request to the authority, which costs both sides more than an event does. */
const pageBytes = 512 * 1024;

/** Decision logs in OPA's format: batched, gzipped, retried, spooled to disk while nobody takes them. */
export function createDecisionLog(ports: DecisionLogPorts): DecisionLog {
  const {
    flushMs = 1000,
    bufferMax = 20_000,
    chunkBytesMax = 131_072,
    retryMsMax = 30_000,
  } = ports;
  const count = { dropped: 0, droppedDenials: 0 };
  const dropped = (events: number, denials: boolean) => {
    count.dropped += events;
    if (denials) count.droppedDenials += events;
    ports.changed();
  };
  const buffer = createEventBuffer(
    { eventsMax: bufferMax, bytesMax: bufferBytesMax, pageBytes },
    createEventWriter(ports.labels),
    dropped,
  );
  const limits = { bytesMax: ports.spoolBytesMax, memoryBytesMax };
  const spool = createSpool(ports.spoolFolder, limits, dropped);
  const uploader = createLogUploader({ ...ports, retryMsMax }, spool);
  const closing = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;

  const flush = async (signal: AbortSignal, now: boolean) => {
    await encode(buffer, spool, { chunkBytesMax, dropped });
    await uploader.run(signal, { now });
    if (uploader.failure() !== null) await spool.settle();
  };
  const tick = () => {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(20_000)]);
    running ??= flush(signal, false).finally(() => {
      running = null;
    });
  };
  return {
    append: buffer.add,
    facts: () => ({
      ...count,
      spooledBytes: spool.bytes(),
      waiting: buffer.length(),
      error: uploader.failure()?.message ?? null,
      httpStatus: uploader.failure()?.httpStatus ?? null,
    }),
    start: async () => {
      await spool.open();
      timer = setInterval(tick, flushMs);
      timer.unref();
    },
    stop: async (signal) => {
      if (timer !== null) clearInterval(timer);
      closing.abort();
      await running;
      await flush(signal, true);
      await spool.settle();
    },
  };
}

type EncodePorts = {
  readonly chunkBytesMax: number;
  readonly dropped: (events: number, denials: boolean) => void;
};

/** What waits now, and not what comes meanwhile: that would go by the handful, each a chunk of its own. */
async function encode(buffer: EventBuffer, spool: Spool, ports: EncodePorts): Promise<void> {
  for (const denials of [true, false])
    for (const page of buffer.takeAll(denials)) {
      const { chunks, lost } = await encodeChunks(page, denials, ports.chunkBytesMax);
      if (lost > 0) ports.dropped(lost, denials);
      chunks.forEach(spool.add);
    }
}
