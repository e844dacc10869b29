import type { Transaction } from "#lib/db/client.ts";
import { checkRelease } from "#lib/engine/check-release.ts";
import { targets } from "#lib/engine/target-policy.ts";
import type { ApiContent } from "#lib/engine/release-content.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import { nearest } from "#lib/policies/nearest.ts";
import { snapshotContent } from "#lib/releases/snapshot-content.ts";
import { judgeFacts } from "./judge-facts.ts";
import { readKnownNames } from "./read-known-names.ts";
import type { DocumentPath } from "./source/locate.ts";
import type { PolicySource } from "./source/read-policy-source.ts";
import { repairScalar } from "./source/repair-issue.ts";
import type { Repair } from "./source/repair.ts";

export type Judgement = {
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly operations: number;
  readonly apis: number;
};

/** A policy against the inventory and the directory as they are now: names that dangle, what it would target. */
export async function judgePolicy(
  tx: Transaction,
  source: PolicySource,
  document: PolicyDocument,
): Promise<Judgement> {
  const { content } = await snapshotContent(tx);
  const known = await readKnownNames(tx);
  const findings = checkRelease({ apis: content.apis, policies: [document] }, known);
  const own = findings.filter((finding) => finding.policy === document.name);
  const names = { ...known, ...namesOf(content.apis, document) };
  return {
    diagnostics: [
      ...own.map(({ severity, path, message, fix }) =>
        source.at(path, severity, message, {
          fix: fix ?? null,
          repairs: repairName(source, path, names),
        }),
      ),
      ...(await judgeFacts(tx, source, document, content.apis)),
    ],
    ...countTargets(document, content.apis),
  };
}

/** As much of an API as says which policies target what of it. */
export type TargetedApi = Pick<ApiContent, "slug" | "sensitivity"> & {
  readonly operations: readonly Pick<
    ApiContent["operations"][number],
    "key" | "method" | "operationIds" | "tags" | "sensitivity"
  >[];
};

type Names = Readonly<Record<string, Iterable<string>>>;

/** Of the APIs that the policy names; of all, where it names none that exists. */
function namesOf(apis: readonly ApiContent[], { resources }: PolicyDocument): Names {
  const named = apis.filter(({ slug }) => resources?.apis?.includes(slug));
  const operations = (named.length > 0 ? named : apis).flatMap((api) => api.operations);
  return {
    apis: apis.map(({ slug }) => slug),
    operations: operations.flatMap(({ key, operationIds }) => [key, ...operationIds]),
    tags: new Set(operations.flatMap(({ tags }) => tags)),
  };
}

/** For a name that nothing has, the nearest ones that something has. */
function repairName(source: PolicySource, path: DocumentPath, names: Names): Repair[] {
  const [, kind, index] = path;
  const known = typeof kind === "string" ? names[kind] : undefined;
  const written: unknown = source.yaml?.getIn(path);
  if (!source.yaml || !known || typeof index !== "number" || typeof written !== "string") return [];
  const { yaml } = source;
  return nearest(written, known).flatMap((name) => repairScalar(yaml, path, name));
}

export function countTargets(
  document: PolicyDocument,
  apis: readonly TargetedApi[],
): { operations: number; apis: number } {
  const counts = apis.map(
    (api) =>
      api.operations.filter((operation) =>
        targets(document, {
          api: api.slug,
          sensitivity: operation.sensitivity ?? api.sensitivity,
          operation: {
            names: new Set([operation.key, ...operation.operationIds]),
            method: operation.method,
            tags: operation.tags,
          },
        }),
      ).length,
  );
  return {
    operations: counts.reduce((sum, count) => sum + count, 0),
    apis: counts.filter((count) => count > 0).length,
  };
}
