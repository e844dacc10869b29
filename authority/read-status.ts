import { z } from "zod";
import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import { parseRevision } from "#lib/enforcers/parse-revision.ts";
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

/** OPA's own counters of events it had to let go, and our enforcer's. */
const lossCounter =
  /^counter_(?:decision_logs_dropped_(?:rate_limit_exceeded|buffer_size_limit_exceeded|buffer_size_limit_bytes_exceeded)|decision_logs_encoding_failure|decision_logs_nd_builtin_cache_dropped|status_dropped_buffer_limit_exceeded)$/;

/** Of one credential: replicas share one, and each restart of an OPA is a new process. */
const processesMax = 32;
/** What a column of Postgres holds (int4). */
const countMax = 2_000_000_000;

/** A change of discovery cancels parked polls; OPA reports that as an error of the bundle. It is none. */
const cancelled = /context cancel+ed/i;

/**
 * Reads status reports into notes. Counters only ever rise in one process, so what was lost is the difference to
 * the report before; the first report of a process counts from zero.
 */
export function createStatusReader(fleet: FleetNotes) {
  /** By enforcer, then by process, the one heard of last at the end. */
  const counters = new Map<string, Map<string, ReadonlyMap<string, number>>>();

  const noteLosses = (
    enforcerId: string,
    process: string,
    numbers: ReadonlyMap<string, number>,
  ): void => {
    const processes = counters.get(enforcerId) ?? new Map<string, ReadonlyMap<string, number>>();
    const before = processes.get(process);
    const now = new Map([...numbers].filter(([cause]) => lossCounter.test(cause)));
    for (const [cause, count] of now) {
      const lost = Math.floor(count - (before?.get(cause) ?? 0));
      if (lost > 0) fleet.noteLoss({ enforcerId, cause, count: Math.min(lost, countMax) });
    }
    processes.delete(process);
    processes.set(process, new Map([...(before ?? []), ...now]));
    const [oldest] = processes.keys();
    if (processes.size > processesMax && oldest !== undefined) processes.delete(oldest);
    counters.set(enforcerId, processes);
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
    noteLosses(enforcerId, labels["id"] ?? "", numbers);
  };
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
