import { z } from "zod";
import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import { parseRevision } from "#lib/enforcers/parse-revision.ts";
import type { LossCause } from "#lib/losses/contract.ts";
import { archiveName } from "./archive-name.ts";
import type { FleetNotes } from "./fleet-notes.ts";

const text = z
  .string()
  // Cut before it is cleaned: half a character would be a lone surrogate.
  .transform((value) => value.slice(0, 2000).replaceAll(/[\0\p{Cs}]/gu, ""));

const bundleStatus = z.looseObject({
  active_revision: text.optional(),
  code: text.optional(),
  message: text.optional(),
  errors: z
    .array(z.looseObject({ code: text.optional(), message: text.optional() }))
    .catch([])
    .optional(),
});

const report = z.looseObject({
  labels: z.record(z.string(), z.unknown()).catch({}).optional(),
  bundles: z.record(z.string(), z.unknown()).catch({}).optional(),
  discovery: z.unknown().optional(),
  metrics: z.unknown().optional(),
});

/**
 * OPA's own counters of events it had to let go, and our enforcer's. An OPA that buffers bytes counts a dropped chunk
 * under both names of a full buffer (`bufferChunk` in v1/plugins/logs/size_buffer.go): the larger one is what happened.
 */
const counterCauses: Readonly<Record<string, LossCause>> = {
  counter_decision_logs_dropped_rate_limit_exceeded: "rate-limited",
  counter_decision_logs_dropped_buffer_size_limit_exceeded: "buffer-full",
  counter_decision_logs_dropped_buffer_size_limit_bytes_exceeded: "buffer-full",
  counter_decision_logs_encoding_failure: "not-encoded",
  counter_decision_logs_dropped_denials: "denials-among",
  counter_decision_logs_nd_builtin_cache_dropped: "cache-cut",
  counter_status_dropped_buffer_limit_exceeded: "status-dropped",
};

/** Counters that were noted already and have not risen need not be written again; which ones is forgotten from time to time. */
const remembered = 10_000;
/** What a column of Postgres holds (int4). */
const countMax = 2_000_000_000;

/** A change of discovery cancels parked polls; OPA reports that as an error of the bundle. It is none. */
const cancelled = /context cancel+ed/i;

/** Reads status reports into notes. Counters only ever rise in one process; what was lost is what they rose by. */
export function createStatusReader(fleet: FleetNotes) {
  const known = new Map<string, number>();

  const noteCounters = (
    enforcerId: string,
    process: string,
    numbers: ReadonlyMap<string, number>,
  ): void => {
    for (const [cause, value] of countersIn(numbers)) {
      const key = `${enforcerId} ${process} ${cause}`;
      if (value <= (known.get(key) ?? 0)) continue;
      if (known.size >= remembered) known.clear();
      known.set(key, value);
      fleet.noteCounter({ enforcerId, process, cause, value });
    }
  };

  return (enforcerId: string, body: string): void => {
    const parsed = report.safeParse(parseJson(body));
    if (!parsed.success) return;
    const { labels: rawLabels = {}, bundles = {}, discovery, metrics } = parsed.data;
    const labels = labelsOf(rawLabels);
    const numbers = numbersOf(metrics);
    const skew = numbers.get("gauge_clock_skew_seconds");
    fleet.noteEnforcer(enforcerId, {
      lastStatusAt: new Date(),
      labels,
      ...(skew !== undefined && { clockSkewSeconds: clamp(Math.round(skew)) }),
    });
    for (const [key, raw] of [...Object.entries(bundles), ["discovery", discovery] as const]) {
      const name = archiveName(key);
      if (name !== null) noteBundle(fleet, enforcerId, name, raw);
    }
    noteCounters(enforcerId, (labels["id"] ?? "").slice(0, 100), numbers);
  };
}

function countersIn(numbers: ReadonlyMap<string, number>): ReadonlyMap<LossCause, number> {
  const counters = new Map<LossCause, number>();
  for (const [name, cause] of Object.entries(counterCauses)) {
    const value = Math.min(countMax, Math.floor(numbers.get(name) ?? 0));
    if (value > (counters.get(cause) ?? 0)) counters.set(cause, value);
  }
  return counters;
}

function noteBundle(fleet: FleetNotes, enforcerId: string, name: ArchiveName, raw: unknown): void {
  const status = bundleStatus.safeParse(raw).data;
  if (!status) return;
  const active = parseRevision(status.active_revision) ? status.active_revision : undefined;
  const error = errorOf(status);
  fleet.noteBundle(enforcerId, name, {
    ...(active !== undefined && { activeRevision: active, activeSince: new Date() }),
    ...(error !== undefined && { error }),
  });
}

/** Null: it says that all is well. Undefined: what it says is no error of the bundle. */
function errorOf(
  status: z.output<typeof bundleStatus>,
): { readonly code: string; readonly message: string } | null | undefined {
  if (status.code === undefined) return null;
  const errors = status.errors ?? [];
  const message = [status.message, ...errors.map((each) => each.message)]
    .filter((part) => part !== undefined && part !== "")
    .join("; ");
  if (cancelled.test(message)) return undefined;
  return { code: errors[0]?.code ?? status.code, message };
}

function labelsOf(labels: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept = Object.entries(labels)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string")
    .slice(0, 50)
    .map(([key, value]) => [text.parse(key), text.parse(value)] as const);
  return Object.fromEntries(kept);
}

/** Every number in the metrics by its name, at most four levels deep. */
function numbersOf(metrics: unknown, depth = 4): Map<string, number> {
  const found = new Map<string, number>();
  if (depth === 0 || typeof metrics !== "object" || metrics === null) return found;
  for (const [name, value] of Object.entries(metrics)) {
    if (typeof value === "number" && Number.isSafeInteger(Math.round(value)))
      found.set(name, value);
    else for (const [inner, number] of numbersOf(value, depth - 1)) found.set(inner, number);
  }
  return found;
}

function clamp(count: number): number {
  return Math.max(-countMax, Math.min(countMax, count));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}
