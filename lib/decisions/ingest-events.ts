import { DatabaseError } from "pg";
import { database } from "#lib/db/client.ts";
import {
  ensureDays,
  insertCounted,
  insertDecisions,
  type Place,
  type Sender,
} from "./insert-decisions.ts";
import { evidenceOf, quarantine } from "./quarantine.ts";
import { readEvent, type DecisionRow } from "./read-event.ts";
import { isOnlyCounted, samplingRules } from "./sampling-rules.ts";

export type Ingested = {
  /** New rows. */
  readonly stored: number;
  /** Allows of sampled APIs that are only counted. */
  readonly counted: number;
  /** Events that were there already. */
  readonly repeated: number;
  /** Events that could not be read, or that Postgres can't hold: kept apart. */
  readonly quarantined: number;
};

/**
 * Stores a chunk of decision log events of one enforcer. A bad event costs only itself. Not a verb: the audit log
 * records what people and tokens do, not a million decisions. Throws when the database is away; the enforcer
 * sends the chunk again then.
 */
export async function ingestEvents(
  sender: Sender,
  events: readonly unknown[],
  now: Date = new Date(),
): Promise<Ingested> {
  const rows: DecisionRow[] = [];
  const bad: { readonly raw: unknown; readonly why: string }[] = [];
  for (const raw of events) {
    const row = readOne(raw, now);
    if (typeof row === "string") bad.push({ raw, why: row });
    else rows.push(row);
  }
  const rules = await samplingRules();
  const only = rows.map((row) => rules.size > 0 && isOnlyCounted(rules, row));
  const kept = await store(
    sender,
    rows.filter((_row, at) => !only[at]),
    "kept",
  );
  const counted = await store(
    sender,
    rows.filter((_row, at) => only[at]),
    "counted",
  );
  bad.push(...kept.refused, ...counted.refused);
  await quarantine(
    sender.enforcerId,
    bad.map(({ raw, why }) => ({ reason: why, bytes: evidenceOf(raw) })),
  );
  return {
    stored: kept.stored,
    counted: counted.stored,
    repeated: events.length - bad.length - kept.stored - counted.stored,
    quarantined: bad.length,
  };
}

/** An event that nobody thought of must not come again for ever, either. */
function readOne(raw: unknown, now: Date): DecisionRow | string {
  try {
    return readEvent(raw, now);
  } catch (error) {
    return `It can't be read: ${error instanceof Error ? error.message.slice(0, 300) : "unknown"}.`;
  }
}

type Stored = {
  readonly stored: number;
  readonly refused: readonly { readonly raw: unknown; readonly why: string }[];
};

/** All at once; where Postgres refuses something in the batch, halves, down to the one event it refuses. */
async function store(sender: Sender, rows: readonly DecisionRow[], place: Place): Promise<Stored> {
  if (rows.length === 0) return { stored: 0, refused: [] };
  try {
    await ensureDays(rows, place);
    const insert = place === "kept" ? insertDecisions : insertCounted;
    const stored = await insert(sender, rows);
    return { stored, refused: [] };
  } catch (error) {
    // Throws when it is the database that is the matter, and not the data.
    if (isBusy(error)) throw error;
    await database().$queryRaw`SELECT 1`;
    const [only] = rows;
    if (rows.length === 1 && only)
      return { stored: 0, refused: [{ raw: only.facts, why: reasonOf(error) }] };
    const middle = Math.ceil(rows.length / 2);
    const left = await store(sender, rows.slice(0, middle), place);
    const right = await store(sender, rows.slice(middle), place);
    return {
      stored: left.stored + right.stored,
      refused: [...left.refused, ...right.refused],
    };
  }
}

/** What has nothing to do with the data (SQLSTATE's classes): the same chunk may do later. */
const passing = /^(?:08|25|40|53|55|57|58)/;

/** No answer of Postgres' at all, or one that says that it can't now. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof DatabaseError) || error.code === undefined) return true;
  return passing.test(error.code);
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : "unknown";
  return `The database does not take it: ${text.replaceAll("\0", "").slice(0, 300)}`;
}
