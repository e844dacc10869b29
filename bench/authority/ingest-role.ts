import { randomUUID } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { Pool } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { z } from "zod";
import type { Role } from "#bench/role.ts";
import { database } from "#lib/db/client.ts";
import { ingestEvents } from "#lib/decisions/ingest-events.ts";

export const ingested = z.object({
  perSecond: z.number(),
  rows: z.number(),
});

const chunk = 200;
let chunks: readonly Buffer[] = [];
let lines: Buffer[] = [];
let pool: Pool | null = null;

/** Decision logs as enforcers send them, taken by the ingester, beside the same rows by COPY. */
export const ingestRole: Role = async (command, input) => {
  if (command === "start") return start(z.string().parse(input));
  if (command === "make") return make(z.number().parse(input));
  if (command === "ingest") return timed(ingest);
  if (command === "count") return database().decision.count();
  return command === "lines" ? readLines() : timed(copy);
};

/** As an enforcer sends them: compressed, some hundred at a time. */
function make(count: number): null {
  const events = Array.from({ length: count }, makeEvent);
  chunks = Array.from({ length: Math.ceil(count / chunk) }, (_, index) =>
    gzipSync(JSON.stringify(events.slice(index * chunk, (index + 1) * chunk))),
  );
  return null;
}

async function start(url: string): Promise<null> {
  Object.assign(process.env, { DATABASE_URL: url, SALLYPORT_MODE: "evaluation" });
  pool = new Pool({ connectionString: url, max: 1 });
  await pool.query('CREATE TABLE raw_decision (LIKE "Decision" INCLUDING ALL)');
  return null;
}

async function timed(work: () => Promise<number>): Promise<z.infer<typeof ingested>> {
  const startedMs = performance.now();
  const rows = await work();
  return { rows, perSecond: (rows / (performance.now() - startedMs)) * 1000 };
}

const enforcerId = randomUUID();

/** From the compressed chunk to rows that a crash would not lose; two chunks at a time, as two enforcers send. */
async function ingest(): Promise<number> {
  const sender = { enforcerId, slug: "bench", channel: "production" };
  const waiting = [...chunks];
  let stored = 0;
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const parsed = z.array(z.unknown()).parse(JSON.parse(gunzipSync(next).toString()));
      const { stored: added } = await ingestEvents(sender, parsed);
      stored += added;
    }
  };
  await Promise.all([lane(), lane()]);
  return stored;
}

/** The rows the ingester made, into a table with the same indexes, in one COPY. */
async function copy(): Promise<number> {
  if (!pool) throw new Error("not started");
  const client = await pool.connect();
  try {
    await client.query("TRUNCATE raw_decision");
    const stream = client.query(copyFrom("COPY raw_decision FROM STDIN"));
    await pipeline(lines, stream);
    return stream.rowCount;
  } finally {
    client.release();
  }
}

/** What the ingester stored, as COPY writes it. */
async function readLines(): Promise<null> {
  if (!pool) throw new Error("not started");
  const client = await pool.connect();
  try {
    lines = [];
    const stream = client.query(copyTo('COPY (SELECT * FROM "Decision") TO STDOUT'));
    for await (const piece of stream) if (Buffer.isBuffer(piece)) lines.push(piece);
    return null;
  } finally {
    client.release();
  }
}

function makeEvent(): unknown {
  return {
    decision_id: randomUUID(),
    timestamp: new Date().toISOString(),
    labels: { id: "bench", version: "1" },
    path: "sallyport/authz",
    bundles: {
      policy: { revision: "1.1" },
      directory: { revision: "1.1" },
      signals: { revision: "1.9" },
    },
    input: {
      request: {
        method: "GET",
        host: "api-1.example.com",
        target: "/v1/departments/sales/things1",
      },
      client: { address: "10.20.1.7", country: "DE" },
    },
    result: {
      allow: true,
      outcome: "allow",
      reason: "permitted",
      http_status: 200,
      api: "api-1",
      operation: "api-1:op5",
      subject: "user-17",
      device: "device-17",
      session: "session-17",
      policies: ["policy-17"],
      degraded: false,
    },
    metrics: { timer_server_handler_ns: 41_000 },
  };
}
