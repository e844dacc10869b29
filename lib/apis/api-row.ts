import type { ApiDetail, ApiSummary } from "#lib/apis/contract.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { explainPolicy } from "#lib/engine/explain.ts";
import { targets } from "#lib/engine/target-policy.ts";
import {
  isEnforcedPermit,
  namesApi,
  permitsOf,
  targetOf,
  type CoveredOperation,
} from "./judge-cover.ts";
import { authorRateLimit } from "./stored-rate-limit.ts";

export const apiInclude = {
  hosts: { orderBy: [{ host: "asc" }, { basePath: "asc" }] },
  _count: { select: { operations: true } },
  observation: true,
} as const satisfies Prisma.ApiInclude;

export type ApiRow = Prisma.ApiGetPayload<{ include: typeof apiInclude }>;

export function summaryOf(row: ApiRow, policies: readonly PolicyDocument[]): ApiSummary {
  const now = new Date();
  const observedNow = row.observation && row.observation.until > now ? row.observation : null;
  const naming = policies.filter((policy) => namesApi(policy, row.slug));
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    owner: row.owner,
    sensitivity: row.sensitivity,
    criticality: row.criticality,
    exposure: row.exposure,
    dataClasses: row.dataClasses,
    hosts: row.hosts.map(({ host, basePath }) => ({
      host,
      basePath: basePath === "" ? "/" : basePath,
    })),
    observeUntil: row.observeUntil?.toISOString() ?? null,
    observedNow: observedNow && {
      until: observedNow.until.toISOString(),
      reason: observedNow.reason,
      by: observedNow.actorName,
      since: observedNow.startedAt.toISOString(),
    },
    mode:
      observedNow || (row.observeUntil !== null && row.observeUntil > now) ? "observe" : "enforce",
    operations: row._count.operations,
    policies: naming.length,
    permitted: naming.some(isEnforcedPermit),
    origin: row.origin,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function detailOf(
  row: ApiRow,
  operations: readonly CoveredOperation[],
  policies: readonly PolicyDocument[],
): ApiDetail {
  const all = operations.map((operation) => targetOf(row, operation));
  return {
    ...summaryOf(row, policies),
    description: row.description,
    audience: row.audience,
    undocumented: row.undocumented === "authenticated" ? "authenticated" : "deny",
    cors: row.cors === "preflight" ? "preflight" : "none",
    trailingSlash: row.trailingSlash === "required" ? "required" : "refuse",
    stale: row.stale === "continue" ? "continue" : "deny",
    signalsAgeSecondsMax: row.signalsAgeSecondsMax,
    rateLimit: authorRateLimit(row.rateLimit),
    documentVersion: row.documentVersion,
    securitySchemes: asSchemes(row.securitySchemes),
    targetedBy: policies
      .filter((policy) => namesApi(policy, row.slug))
      .map((policy) => ({
        name: policy.name,
        effect: policy.effect,
        mode: policy.mode ?? "enforce",
        sentence: explainPolicy(policy),
        operations: all.filter((target) => targets(policy, target)).length,
      })),
    unpermitted: all.filter((target) => permitsOf(target, policies).length === 0).length,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Guaranteed by the import, the only writer. */
function asSchemes(json: unknown): ApiDetail["securitySchemes"] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return json as ApiDetail["securitySchemes"];
}
