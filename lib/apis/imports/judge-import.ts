import { judgeRemoval } from "#lib/apis/judge-removal.ts";
import type { Description } from "#lib/apis/description/description.ts";
import type { ImportDifference } from "#lib/apis/imports/contract.ts";
import type { Transaction } from "#lib/db/client.ts";
import { readPolicies } from "#lib/policies/read-policies.ts";
import { compareOperations, type StoredOperation } from "./compare-operations.ts";
import type { ImportTarget } from "./import-row.ts";
import { operationsFor } from "./operations-for.ts";

type Change = { key: string; method: string; template: string; summary: string };

/** What applying the description now would do: operations, and policies that would name what is gone. */
export async function judgeImport(
  tx: Transaction,
  target: ImportTarget,
  description: Description,
): Promise<ImportDifference> {
  const api =
    "existing" in target
      ? await tx.api.findUnique({ where: { slug: target.existing }, include: { operations: true } })
      : null;
  const stored: readonly StoredOperation[] = api?.operations ?? [];
  const compared = compareOperations(
    stored,
    operationsFor(description, api?.trailingSlash ?? proposedTrailingSlash(description)),
  );
  const left = [
    ...compared.kept,
    ...compared.unchanged,
    ...compared.added,
    ...compared.changed.map(({ before, after }) => ({
      key: before.key,
      operationIds: after.operationIds,
    })),
  ];
  const gone = [...compared.removed, ...compared.changed.map(({ before }) => before)];
  return {
    apiVersion: api?.version ?? null,
    added: compared.added.map(changeOf),
    changed: compared.changed.map(({ before, after, what }) => ({
      ...changeOf({ ...after, key: before.key }),
      what,
    })),
    removed: compared.removed.map((each) => ({ ...changeOf(each), sensitivity: each.sensitivity })),
    unchanged: compared.unchanged.length,
    kept: compared.kept.length,
    breaks: api ? [...judgeRemoval(api.slug, gone, left, await readPolicies(tx))] : [],
  };
}

/** Where most paths end in a slash, the API wants them. */
export function proposedTrailingSlash({ operations }: Description): "required" | "refuse" {
  const slashed = operations.filter(({ endsInSlash }) => endsInSlash).length;
  return slashed * 2 > operations.length ? "required" : "refuse";
}

function changeOf({ key, method, template, summary }: Change): Change {
  return { key, method, template, summary };
}
