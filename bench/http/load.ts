import { connect } from "node:net";
import { z } from "zod";
import { quantile } from "#bench/measure/median.ts";
import type { Role } from "#bench/role.ts";
import { createResponseReader } from "./response-reader.ts";

const work = z.object({
  port: z.number(),
  connections: z.number(),
  ms: z.number(),
  /** Whole requests as they go over the wire, sent in turn. */
  requests: z.array(z.string()),
});
export type Work = z.infer<typeof work>;

export const load = z.object({
  perSecond: z.number(),
  /** Milliseconds. */
  p50: z.number(),
  p99: z.number(),
  /** How many answers had which status. */
  statuses: z.record(z.string(), z.number()),
});
export type Load = z.infer<typeof load>;

/** Loads a server on this machine: each connection sends the next request when it has its answer. */
export const loadRole: Role = async (_command, input) => {
  const { port, connections, ms, requests } = work.parse(input);
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let at = 0;
  const startedMs = performance.now();
  const endMs = startedMs + ms;
  const next = () => requests[(at = (at + 1) % requests.length)] ?? "";
  await Promise.all(
    Array.from({ length: connections }, async () =>
      talk(port, endMs, next, (status, tookMs) => {
        latencies.push(tookMs);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }),
    ),
  );
  return {
    perSecond: (latencies.length / (performance.now() - startedMs)) * 1000,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    statuses,
  } satisfies Load;
};

async function talk(
  port: number,
  endMs: number,
  next: () => string,
  answered: (status: string, tookMs: number) => void,
): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  return new Promise((resolve, reject) => {
    let sentMs = 0;
    const send = () => {
      sentMs = performance.now();
      socket.write(next());
    };
    const read = createResponseReader(({ status }) => {
      const nowMs = performance.now();
      answered(status, nowMs - sentMs);
      if (nowMs < endMs) return send();
      socket.end();
      resolve();
    });
    socket.on("connect", send);
    socket.on("data", (chunk: Buffer) => read(chunk.toString("latin1")));
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed a connection")));
  });
}
