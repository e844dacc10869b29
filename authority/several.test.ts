import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleNames } from "#lib/bundle/bundle-name.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { startImport } from "#lib/apis/imports/start-import.ts";
import { eventually, startAuthority, type RunningAuthority } from "./testing.ts";
import { makeApi, makePerson, makeToken, publishByToken } from "./testing-world.ts";

let both: readonly RunningAuthority[];

beforeAll(async () => {
  // Together, on an empty database: both want to make the keys and release 1.
  both = await Promise.all([startAuthority({ clock: true }), startAuthority({ clock: true })]);
});

afterAll(async () => {
  await Promise.all(both.map((each) => each.stop()));
  await closeDatabase();
});

const names = [...bundleNames, "discovery"] as const;

const rowsOf = (name: string) =>
  database().bundle.findMany({ where: { name }, orderBy: { number: "asc" } });

/** Once nothing moves any more: what each of them serves. */
async function agreed() {
  return eventually(async () => {
    const [first, second] = both.map(({ authority }) =>
      names.map((name) => authority.store.current("production", name)?.tag),
    );
    return first?.every((tag, at) => tag !== undefined && tag === second?.[at]) ? first : null;
  }, 30_000);
}

test("two authorities that start at once make one set of keys and one first release", async () => {
  await agreed();
  expect(await database().signingKey.groupBy({ by: ["purpose"], _count: true })).toEqual(
    expect.arrayContaining([
      { purpose: "bundle", _count: 1 },
      { purpose: "token", _count: 1 },
      { purpose: "root", _count: 1 },
    ]),
  );
  expect(await database().release.count()).toBe(1);
}, 120_000);

test("under changes both serve the same bytes for each revision, and end at the same one", async () => {
  const owner = await makePerson("owner", "owner");
  const token = await makeToken(owner);
  await makeApi("billing", "owner");
  const number = await publishByToken(token);
  for (let at = 0; at < 30; at++) {
    await database().$transaction((tx) => touchDirectory(tx, "subject", `person-${at % 5}`));
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  await eventually(async () => {
    const channel = await database().channel.findFirst();
    return channel?.releaseNumber === number;
  });
  const { value } = await database().counter.findUniqueOrThrow({ where: { name: "directory" } });
  await eventually(async () => {
    const newest = await database().bundle.findFirst({
      where: { name: "signals" },
      orderBy: { number: "desc" },
    });
    return newest?.highSeq === value;
  });
  // The floor that signals demand may rise once more: then they are made anew between one look and the next.
  await eventually(async () => {
    const tags = await agreed();
    const rows = await Promise.all(names.map(rowsOf));
    return rows.every((each, at) => each.at(-1)?.tag === tags[at]);
  }, 30_000);
  for (const name of names) {
    const rows = await rowsOf(name);
    expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length);
  }
  const served = await database().auditEvent.count({ where: { action: "release.serve" } });
  expect(served).toBe(2);
}, 120_000);

test("an import that waits is read by one of them, when it is asked for", async () => {
  const { ctx } = await makePerson("author", "author");
  const document = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: { "/orders": { get: { operationId: "listOrders", responses: {} } } },
  });
  const { id } = await startImport(ctx, {
    fileName: "orders.json",
    document,
    target: { slug: "orders", name: "Orders" },
  });
  const row = await eventually(() =>
    database().apiImport.findFirst({ where: { id, state: { in: ["ready", "failed"] } } }),
  );
  expect(row).toMatchObject({ state: "ready", error: null });
});
