import type { Description } from "#lib/apis/description/description.ts";
import type { ImportDetail, ImportDifference, ImportSummary } from "#lib/apis/imports/contract.ts";
import type { ApiImport, Prisma } from "#lib/db/generated/client.ts";

// oxlint-disable typescript/no-unsafe-type-assertion -- JSON columns that only this folder's files write.

/** Everything but the document itself, which may have 96 MB. */
export const importOmit = { document: true } as const;
export type ImportRow = Omit<ApiImport, "document">;

export type ImportTarget =
  | { readonly slug: string; readonly name: string }
  | { readonly existing: string };

export function targetOf(row: Pick<ApiImport, "target">): ImportTarget {
  return row.target as ImportTarget;
}

export function descriptionOf(row: Pick<ApiImport, "content">): Description | null {
  return row.content as Description | null;
}

export function differenceOf(row: Pick<ApiImport, "diff">): ImportDifference | null {
  return row.diff as ImportDifference | null;
}

export function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

export function importSummaryOf(row: ImportRow): ImportSummary {
  const target = targetOf(row);
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state,
    progress: row.progress,
    step: row.step,
    slug: "existing" in target ? target.existing : target.slug,
    name: "existing" in target ? target.existing : target.name,
    isNew: !("existing" in target),
    error: row.error as ImportSummary["error"],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function importDetailOf(row: ImportRow): ImportDetail {
  const description = descriptionOf(row);
  const { described = 0, skipped = 0, operations = [] } = description ?? {};
  return {
    ...importSummaryOf(row),
    description: description && {
      openapi: description.openapi,
      title: description.title,
      about: description.description,
      version: description.version,
      described,
      skipped,
      merged: Math.max(described - skipped - operations.length, 0),
      operations: operations.length,
      servers: [...description.servers],
      securitySchemes: [...description.securitySchemes],
      notes: [...description.notes],
      notesLeftOut: description.notesLeftOut,
      slashed: description.operations.filter(({ endsInSlash }) => endsInSlash).length,
    },
    difference: differenceOf(row),
  };
}
