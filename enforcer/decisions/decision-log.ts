import { backOffMs } from "#enforcer/source/back-off.ts";
import { encodeChunks } from "./chunk.ts";
import { type LogRecord, logEvent } from "./log-event.ts";
import { createSpool } from "./spool.ts";

export type DecisionLogFacts = {
  readonly dropped: number;
  readonly droppedDenials: number;
  readonly spooledBytes: number;
  readonly waiting: number;
  readonly sent: number;
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
/** Encoded in one go at most, so that a decision never waits long for the event loop. */
const batchMax = 500;

/** Decision logs in OPA's format: batched, gzipped, retried, spooled to disk while nobody takes them. */
export function createDecisionLog(ports: DecisionLogPorts): DecisionLog {
  const { flushMs = 1000, bufferMax = 20_000, chunkBytesMax = 32_768, retryMsMax = 30_000 } = ports;
  const buffers = { allowed: [] as LogRecord[], stopped: [] as LogRecord[] };
  const count = { dropped: 0, droppedDenials: 0, sent: 0 };
  let error: { readonly message: string; readonly httpStatus: number | null } | null = null;
  let failures = 0;
  let retryAtMs = 0;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  const closing = new AbortController();

  const drop = (events: number, denials: boolean) => {
    count.dropped += events;
    if (denials) count.droppedDenials += events;
    ports.changed();
  };
  const limits = { bytesMax: ports.spoolBytesMax, memoryBytesMax };
  const spool = createSpool(ports.spoolFolder, limits, drop);

  const encode = async () => {
    for (const kind of ["stopped", "allowed"] as const) {
      while (buffers[kind].length > 0) {
        const batch = buffers[kind].splice(0, batchMax);
        const events = batch.map((record) => JSON.stringify(logEvent(record, ports.labels)));
        const denials = kind === "stopped";
        const { chunks, lost } = await encodeChunks(events, denials, chunkBytesMax);
        if (lost > 0) drop(lost, denials);
        chunks.forEach(spool.add);
      }
    }
  };

  const failed = (message: string, httpStatus: number | null) => {
    const news = error === null || error.httpStatus !== httpStatus;
    error = { message, httpStatus };
    failures += 1;
    retryAtMs = performance.now() + backOffMs(failures, retryMsMax, ports.random);
    if (news) ports.changed();
  };

  const upload = async (signal: AbortSignal) => {
    for (let next = await spool.oldest(); next !== null; next = await spool.oldest()) {
      const refused = await send(ports, next.bytes, signal);
      if (refused !== null) return failed(refused.message, refused.httpStatus);
      await next.done();
      count.sent += 1;
      failures = 0;
      if (error !== null) {
        error = null;
        ports.changed();
      }
    }
  };

  const flush = async (signal: AbortSignal, now: boolean) => {
    await encode();
    if (now || performance.now() >= retryAtMs) await upload(signal);
    if (error !== null) await spool.settle();
  };

  const tick = () => {
    const timeout = AbortSignal.any([closing.signal, AbortSignal.timeout(20_000)]);
    running ??= flush(timeout, false).finally(() => {
      running = null;
    });
  };

  return {
    append: (record) => {
      const own = record.verdict.decision.outcome === "allow" ? "allowed" : "stopped";
      if (buffers.allowed.length + buffers.stopped.length >= bufferMax) {
        const victims = buffers.allowed.length > 0 ? "allowed" : "stopped";
        buffers[victims].shift();
        drop(1, victims === "stopped");
      }
      buffers[own].push(record);
    },
    facts: () => ({
      ...count,
      spooledBytes: spool.bytes(),
      waiting: buffers.allowed.length + buffers.stopped.length,
      error: error?.message ?? null,
      httpStatus: error?.httpStatus ?? null,
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

async function send(
  ports: DecisionLogPorts,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<{ readonly message: string; readonly httpStatus: number | null } | null> {
  try {
    const response = await fetch(ports.url(), {
      method: "POST",
      redirect: "manual",
      headers: {
        Authorization: `Bearer ${ports.readToken()}`,
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
      },
      body: bytes,
      signal,
    });
    await response.body?.cancel();
    if (response.ok) return null;
    return { message: `the server answered ${response.status}`, httpStatus: response.status };
  } catch {
    return { message: "the server could not be reached", httpStatus: null };
  }
}
