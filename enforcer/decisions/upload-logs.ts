import { backOffMs } from "#enforcer/source/back-off.ts";
import type { Spool } from "./spool.ts";

export type UploadFailure = { readonly message: string; readonly httpStatus: number | null };

export type LogUploader = {
  /** Sends what waits, oldest first, until nothing does or one is not taken. */
  readonly run: (signal: AbortSignal, options: { readonly now: boolean }) => Promise<void>;
  readonly failure: () => UploadFailure | null;
  /** Chunks taken by the server. */
  readonly sent: () => number;
};

export type UploadPorts = {
  readonly url: () => string;
  readonly readToken: () => string;
  readonly random: () => number;
  readonly changed: () => void;
  readonly retryMsMax: number;
};

/** At least once: a chunk is forgotten only after a 2xx. Failures back off with jitter, whatever the reason. */
export function createLogUploader(ports: UploadPorts, spool: Spool): LogUploader {
  let failure: UploadFailure | null = null;
  let failures = 0;
  let retryAtMs = 0;
  let sent = 0;
  const became = (next: UploadFailure | null) => {
    const news = (failure === null) !== (next === null) || failure?.httpStatus !== next?.httpStatus;
    failure = next;
    if (news) ports.changed();
  };
  return {
    failure: () => failure,
    sent: () => sent,
    run: async (signal, { now }) => {
      if (!now && performance.now() < retryAtMs) return;
      for (let next = await spool.oldest(); next !== null; next = await spool.oldest()) {
        const refused = await send(ports, next.bytes, signal);
        if (refused !== null) {
          failures += 1;
          retryAtMs = performance.now() + backOffMs(failures, ports.retryMsMax, ports.random);
          return became(refused);
        }
        await next.done();
        sent += 1;
        failures = 0;
        became(null);
      }
    },
  };
}

async function send(
  ports: UploadPorts,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<UploadFailure | null> {
  try {
    const response = await fetch(ports.url(), {
      method: "POST",
      redirect: "manual",
      headers: {
        Authorization: `Bearer ${ports.readToken()}`,
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
      },
      body: Buffer.from(bytes),
      signal,
    });
    await response.body?.cancel();
    if (response.ok) return null;
    return { message: `the server answered ${response.status}`, httpStatus: response.status };
  } catch {
    return { message: "the server could not be reached", httpStatus: null };
  }
}
