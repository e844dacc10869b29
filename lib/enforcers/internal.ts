import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { Enforcer, EnforcerBundle } from "#lib/db/generated/client.ts";
import type { enforcerDetail, enforcerSummary } from "./contract.ts";
import { enforcerState, lagOf } from "./enforcer-state.ts";

export type EnforcerRow = Enforcer & { readonly bundles: readonly EnforcerBundle[] };

type Newest = {
  /** Bundle name to the newest revision that this enforcer should have. */
  readonly of: (row: Pick<Enforcer, "id" | "channelSlug">) => ReadonlyMap<string, string>;
};

/** What there is to have, by channel; an enforcer in a canary should have the canary's policy. */
export async function newestRevisions(tx: Transaction): Promise<Newest> {
  const canaries = await tx.canary.findMany({
    where: { endedAt: null },
    select: { channelSlug: true, releaseNumber: true, enforcerIds: true },
  });
  const tried = canaries.map(({ releaseNumber }) => releaseNumber);
  const rows = await tx.$queryRaw<
    { channelSlug: string; canary: boolean; name: string; revision: string }[]
  >`SELECT DISTINCT ON ("channelSlug", "canary", "name") "channelSlug", "canary", "name",
      "epoch" || '.' || "number" AS "revision"
    FROM "Bundle"
    WHERE "name" <> 'discovery' AND (NOT "canary" OR "releaseNumber" = ANY(${tried}))
    ORDER BY "channelSlug", "canary", "name", "epoch" DESC, "number" DESC`;
  const channels = new Map<string, Map<string, string>>();
  for (const { channelSlug, canary, name, revision } of rows) {
    // Those of everybody come first: a canary's policy takes their place.
    const everybody = channels.get(channelSlug) ?? new Map<string, string>();
    const key = canary ? `${channelSlug} canary` : channelSlug;
    const names = channels.get(key) ?? new Map<string, string>(everybody);
    channels.set(key, names.set(name, revision));
  }
  const members = new Set(canaries.flatMap(({ enforcerIds }) => enforcerIds));
  return {
    of: ({ id, channelSlug }) =>
      (members.has(id) ? channels.get(`${channelSlug} canary`) : undefined) ??
      channels.get(channelSlug) ??
      new Map<string, string>(),
  };
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
