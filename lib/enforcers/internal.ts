import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { Enforcer, EnforcerBundle } from "#lib/db/generated/client.ts";
import type { enforcerDetail, enforcerSummary } from "./contract.ts";
import { enforcerState, lagOf } from "./enforcer-state.ts";

export type EnforcerRow = Enforcer & { readonly bundles: readonly EnforcerBundle[] };

/** Bundle name to the newest revision, per channel. */
export async function newestRevisions(
  tx: Transaction,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const rows = await tx.$queryRaw<
    { channelSlug: string; name: string; epoch: number; number: bigint }[]
  >`SELECT DISTINCT ON ("channelSlug", "name") "channelSlug", "name", "epoch", "number"
    FROM "Bundle" WHERE "name" <> 'discovery'
    ORDER BY "channelSlug", "name", "epoch" DESC, "number" DESC`;
  const channels = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const names = channels.get(row.channelSlug) ?? new Map<string, string>();
    channels.set(row.channelSlug, names.set(row.name, `${row.epoch}.${row.number}`));
  }
  return channels;
}

export function toSummary(
  row: EnforcerRow,
  newest: ReadonlyMap<string, string>,
): z.input<typeof enforcerSummary> {
  return {
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    channel: row.channelSlug,
    state: enforcerState(row, newest, new Date()),
    agentVersion: row.agentVersion,
    policyRevision: row.bundles.find(({ name }) => name === "policy")?.activeRevision ?? null,
    lastSeenAt: row.lastSeenAt,
    lastDecisionAt: row.lastDecisionAt,
    droppedLogs: Number(row.droppedLogs),
    gatewayUrl: row.gatewayUrl,
    origin: row.origin,
    version: row.version,
    createdAt: row.createdAt,
  };
}

export function toBundles(
  row: EnforcerRow,
  newest: ReadonlyMap<string, string>,
): z.input<typeof enforcerDetail>["bundles"] {
  const known = new Map(row.bundles.map((bundle) => [bundle.name, bundle]));
  return ["policy", "directory", "signals", "discovery"].map((name) => {
    const bundle = known.get(name) ?? neverSeen;
    const newestRevision = newest.get(name) ?? null;
    return {
      name,
      activeRevision: bundle.activeRevision,
      activeSince: bundle.activeSince,
      newestRevision,
      lag: lagOf(bundle.activeRevision, newestRevision),
      lastPollAt: bundle.lastPollAt,
      servedRevision: bundle.servedRevision,
      servedAt: bundle.servedAt,
      error: errorOf(bundle),
    };
  });
}

const neverSeen = {
  activeRevision: null,
  activeSince: null,
  lastPollAt: null,
  servedRevision: null,
  servedAt: null,
  errorCode: null,
  errorMessage: null,
  errorAt: null,
} as const;

function errorOf(bundle: Pick<EnforcerBundle, "errorCode" | "errorMessage" | "errorAt">) {
  if (bundle.errorCode === null || bundle.errorAt === null) return null;
  return { code: bundle.errorCode, message: bundle.errorMessage ?? "", at: bundle.errorAt };
}
