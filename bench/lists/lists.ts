import { randomBytes } from "node:crypto";
import type { Bench, Row } from "#bench/bench.ts";
import { startDatabase } from "#bench/authority/database.ts";
import { median, milliseconds } from "#bench/measure/median.ts";
import { listOperations } from "#lib/apis/list-operations.ts";
import { systemContext, type Context } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { listDecisions } from "#lib/decisions/list-decisions.ts";
import { listDevices } from "#lib/devices/list-devices.ts";
import { listUsers } from "#lib/identities/users/list-users.ts";
import { listPolicies } from "#lib/policies/list-policies.ts";
import { seedRows, type Size } from "./seed-rows.ts";

type Ask = (ctx: Context) => Promise<unknown>;

const asks: Readonly<Record<string, Ask>> = {
  "people by name": (ctx) => listUsers(ctx, {}),
  "people, newest first": (ctx) => listUsers(ctx, { sort: "-created" }),
  "people, a text that is nowhere": (ctx) => listUsers(ctx, { q: "nowhere" }),
  "people of a role": (ctx) => listUsers(ctx, { role: "role-7" }),
  "devices, a text that is nowhere": (ctx) => listDevices(ctx, { q: "nowhere" }),
  "operations of an API": (ctx) => listOperations(ctx, { slug: "ledger" }),
  "operations, a text that is nowhere": (ctx) =>
    listOperations(ctx, { slug: "ledger", q: "nowhere" }),
  policies: (ctx) => listPolicies(ctx, {}),
  "decisions, newest first": (ctx) => listDecisions(ctx, {}),
  "decisions that were denied": (ctx) => listDecisions(ctx, { outcome: "deny" }),
  "decisions of a person": (ctx) => listDecisions(ctx, { subject: "user-77" }),
  "decisions, a text that is nowhere": (ctx) => listDecisions(ctx, { q: "nowhere" }),
};

/** What one page may take: nobody sees a difference below it. */
const goalMs = 150;
/** A search that no index serves answers after about a second with what it found. */
const searchGoalMs = 1_500;

/** Every list with ten rows and with thousands: the same page, the same time. */
export const lists: Bench = {
  title: "lists at real size",
  secondsMax: 600,
  run: async ({ options, say }) => {
    const quick = options.has("quick");
    const small: Size = { people: 10, operations: 10, decisions: 10 };
    const large: Size = quick
      ? { people: 500, operations: 200, decisions: 1_000 }
      : {
          people: 10_000,
          operations: 5_000,
          decisions: Number(options.get("decisions") ?? 1_000_000),
        };
    const server = await startDatabase();
    Object.assign(process.env, settings(server.url));
    try {
      await seedRows(database(), { people: 0, operations: 0, decisions: 0 }, small, say);
      const few = await measure();
      await seedRows(database(), small, large, say);
      const many = await measure();
      return Object.keys(asks).map((what) => rowOf(what, many.get(what) ?? 0, few.get(what) ?? 0));
    } finally {
      await closeDatabase();
      await server.stop();
    }
  },
};

function rowOf(what: string, many: number, few: number): Row {
  const bound = what.startsWith("decisions, a text") ? searchGoalMs : goalMs;
  return {
    what,
    ours: milliseconds(many),
    peer: `${milliseconds(few)} with 10 rows`,
    ratio: few / many,
    goal: `${bound} ms`,
    met: many <= bound,
  };
}

async function measure(): Promise<ReadonlyMap<string, number>> {
  const ctx = systemContext("bench");
  const times = new Map<string, number>();
  for (const [what, ask] of Object.entries(asks)) {
    const rounds: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const startedMs = performance.now();
      await ask(ctx);
      if (round > 1) rounds.push(performance.now() - startedMs);
    }
    times.set(what, median(rounds));
  }
  return times;
}

const secret = () => randomBytes(32).toString("base64url");

function settings(databaseUrl: string): Readonly<Record<string, string>> {
  return {
    DATABASE_URL: databaseUrl,
    SALLYPORT_MODE: "evaluation",
    SESSION_SECRET: secret(),
    CONSOLE_KEK: secret(),
    AUTHORITY_KEK: secret(),
  };
}
