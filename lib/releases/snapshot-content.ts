import type { Transaction } from "#lib/db/client.ts";
import type { Api, ApiHost, Operation } from "#lib/db/generated/client.ts";
import type { ApiContent, ReleaseContent } from "#lib/engine/release-content.ts";
import { asDocument, asRateLimit, asWord } from "./stored-content.ts";

export type Snapshot = {
  readonly content: ReleaseContent;
  /** Policy name to what its author wrote. */
  readonly sources: Readonly<Record<string, string>>;
};

/**
 * What a release made now would hold: every API with its classification, hosts and operations, every policy. In
 * a fixed order, so that the same tables always give the same content. Not validated: `checkSnapshot` says what
 * is wrong with it.
 */
export async function snapshotContent(tx: Transaction): Promise<Snapshot> {
  const apis = await tx.api.findMany({
    orderBy: { slug: "asc" },
    include: {
      hosts: { orderBy: [{ host: "asc" }, { basePath: "asc" }] },
      operations: { orderBy: { key: "asc" } },
    },
  });
  const policies = await tx.policy.findMany({
    orderBy: { name: "asc" },
    select: { name: true, source: true, document: true },
  });
  return {
    content: {
      apis: apis.map(apiContent),
      policies: policies.map((policy) => asDocument(policy.document)),
    },
    sources: Object.fromEntries(policies.map((policy) => [policy.name, policy.source])),
  };
}

function apiContent(api: Api & { hosts: ApiHost[]; operations: Operation[] }): ApiContent {
  return {
    slug: api.slug,
    name: api.name,
    owner: api.owner === "" ? null : api.owner,
    sensitivity: api.sensitivity,
    criticality: api.criticality,
    dataClasses: api.dataClasses.toSorted(),
    exposure: api.exposure,
    hosts: api.hosts.map(({ host, basePath }) => ({ host, basePath: basePath || "/" })),
    audience: api.audience,
    mode: api.observeUntil
      ? { observeUntil: Math.floor(api.observeUntil.getTime() / 1000) }
      : "enforce",
    undocumented: asWord(api.undocumented),
    cors: asWord(api.cors),
    trailingSlash: asWord(api.trailingSlash),
    stale: asWord(api.stale),
    signalsAgeSecondsMax: api.signalsAgeSecondsMax,
    rateLimit: asRateLimit(api.rateLimit),
    operations: api.operations.map((operation) => ({
      key: operation.key,
      method: operation.method,
      template: operation.template,
      operationIds: operation.operationIds.toSorted(),
      tags: operation.tags.toSorted(),
      sensitivity: operation.sensitivity,
      rateLimit: asRateLimit(operation.rateLimit),
    })),
  };
}
