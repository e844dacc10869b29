import { DescriptionError } from "#lib/apis/description/description-error.ts";
import type { Description } from "#lib/apis/description/description.ts";
import { readApart } from "#lib/apis/description/read-apart.ts";
import { asJson, targetOf } from "#lib/apis/imports/import-row.ts";
import { judgeImport } from "#lib/apis/imports/judge-import.ts";
import type { Prisma, PrismaClient } from "#lib/db/generated/client.ts";
import { logError } from "#lib/log.ts";

/** An import whose process died is taken up again after this long without a sign of life. */
const abandonedAfterMs = 120_000;

/** Reads every import that waits, one after the other; for the authority's `imports` hint and its poll. */
export async function runQueuedImports(db: PrismaClient): Promise<number> {
  const waiting = await db.apiImport.findMany({
    where: { OR: waitingStates(new Date()) },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  for (const { id } of waiting) await runImport(db, id);
  return waiting.length;
}

/**
 * Reads one handed-in description and works out what applying it would do; its row shows how far it is. Whoever
 * claims the row first does the work, so that several authorities can be woken at once. Never throws on account
 * of the document: what is wrong with it stands in the row.
 */
export async function runImport(db: PrismaClient, importId: string): Promise<void> {
  const { count } = await db.apiImport.updateMany({
    where: { id: importId, OR: waitingStates(new Date()) },
    data: { state: "reading", progress: 10, step: "Reading the document" },
  });
  if (count === 0) return;
  const row = await db.apiImport.findUniqueOrThrow({
    where: { id: importId },
    select: { document: true, target: true },
  });
  try {
    const description = await readApart(row.document);
    await advance(db, importId, 60, "Comparing it with what is there");
    await finish(db, importId, targetOf(row), description);
  } catch (error) {
    await fail(db, importId, error);
  }
}

function waitingStates(now: Date) {
  return [
    { state: "queued" as const },
    { state: "reading" as const, updatedAt: { lt: new Date(now.getTime() - abandonedAfterMs) } },
  ];
}

async function finish(
  db: PrismaClient,
  importId: string,
  target: ReturnType<typeof targetOf>,
  description: Description,
): Promise<void> {
  const difference = await judgeImport(db, target, description);
  // Only while it is still being read: it may have been discarded meanwhile.
  await db.apiImport.updateMany({
    where: { id: importId, state: "reading" },
    data: {
      state: "ready",
      progress: 100,
      step: "Ready",
      content: asJson(description),
      diff: asJson(difference),
    },
  });
}

async function advance(
  db: PrismaClient,
  importId: string,
  progress: number,
  step: string,
): Promise<void> {
  await db.apiImport.updateMany({
    where: { id: importId, state: "reading" },
    data: { progress, step },
  });
}

async function fail(db: PrismaClient, importId: string, error: unknown): Promise<void> {
  if (!(error instanceof DescriptionError))
    logError("an import could not be read", error, { importId });
  await db.apiImport.updateMany({
    where: { id: importId, state: "reading" },
    data: { state: "failed", step: "Failed", error: failureOf(error) },
  });
}

function failureOf(error: unknown): Prisma.InputJsonObject {
  if (error instanceof DescriptionError) {
    const { message, pointer, line, column } = error;
    return { message, pointer, line, column };
  }
  const message = "Something went wrong on our side while reading it.";
  return { message, pointer: null, line: null, column: null };
}
