import { apis } from "#lib/apis/contract.ts";
import { Prisma, type Operation } from "#lib/db/generated/client.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError, found } from "#lib/errors.ts";
import type { ApiContent } from "#lib/engine/release-content.ts";
import { publishedApi } from "#lib/releases/read-published.ts";
import { verb } from "#lib/verb.ts";
import { readTemplate } from "./description/read-template.ts";
import { readApi } from "./read-api.ts";
import { writeHosts } from "./write-hosts.ts";

/** An API back to what is published: its classification, its hosts, its operations. What no release carries stays. */
export const discardApiChanges = verb(apis.discard, async (_ctx, { slug }, tx) => {
  const published = found(await publishedApi(tx, slug), "published API");
  const name = published.name;
  await tx.$queryRaw`SELECT 1 FROM "Api" WHERE "slug" = ${slug} FOR UPDATE`;
  const data = columnsOf(published);
  const { id } = await tx.api.upsert({
    where: { slug },
    create: { slug, ...data },
    update: { ...data, version: { increment: 1 } },
  });
  await writeHosts(tx, id, [...published.hosts]);
  const operations = await writeOperations(tx, id, published.operations);
  return {
    result: await readApi(tx, slug),
    audit: { target: { kind: "api", id: slug, name }, detail: { operations } },
  };
});

function columnsOf(published: ApiContent) {
  const { slug: _slug, hosts: _hosts, operations: _operations, mode, owner, ...plain } = published;
  return {
    ...plain,
    owner: owner ?? "",
    dataClasses: [...published.dataClasses],
    observeUntil: mode === "enforce" ? null : new Date(mode.observeUntil * 1000),
    rateLimit: limitOf(published.rateLimit),
  };
}

function limitOf(limit: ApiContent["rateLimit"]) {
  return limit === null ? Prisma.DbNull : { ...limit };
}

type Published = ApiContent["operations"][number];

/** Rows that are as they were keep what no release carries: summaries, deprecation. */
async function writeOperations(
  tx: Transaction,
  apiId: string,
  published: readonly Published[],
): Promise<{ removed: number; added: number; changed: number }> {
  const rows = await tx.operation.findMany({ where: { apiId } });
  const wanted = new Map(published.map((each) => [each.key, each]));
  const stale = rows.filter((row) => differsInPlace(row, wanted.get(row.key)));
  await tx.operation.deleteMany({ where: { id: { in: stale.map(({ id }) => id) } } });
  const kept = rows.filter((row) => !stale.includes(row));
  const keys = new Set(kept.map(({ key }) => key));
  const missing = published.filter(({ key }) => !keys.has(key));
  await tx.operation.createMany({ data: missing.map((each) => rowOf(apiId, each)) });
  const changed = kept.filter((row) => differs(row, wanted.get(row.key)));
  for (const row of changed) {
    const each = wanted.get(row.key);
    if (each) await tx.operation.update({ where: { id: row.id }, data: rowOf(apiId, each) });
  }
  return { removed: stale.length, added: missing.length, changed: changed.length };
}

function differsInPlace(row: Operation, published: Published | undefined): boolean {
  return row.method !== published?.method || row.template !== published.template;
}

function differs(row: Operation, published: Published | undefined): boolean {
  const now = [row.sensitivity, row.rateLimit, row.tags.toSorted(), row.operationIds.toSorted()];
  const then = published && [
    published.sensitivity,
    published.rateLimit,
    published.tags,
    published.operationIds,
  ];
  return JSON.stringify(now) !== JSON.stringify(then);
}

function rowOf(apiId: string, { rateLimit, ...published }: Published) {
  const template = readTemplate(published.template);
  if (typeof template === "string")
    throw new AppError("conflict", `No request can match ${published.template} any more.`);
  return {
    apiId,
    ...published,
    operationIds: [...published.operationIds],
    tags: [...published.tags],
    shape: template.shape,
    rateLimit: limitOf(rateLimit),
  };
}
