import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { listDevices } from "#lib/devices/list-devices.ts";
import { listUsers } from "#lib/identities/users/list-users.ts";
import { encodeCursor } from "#lib/cursor.ts";

const ctx = person("auditor");
afterAll(closeDatabase);

const time = (index: number) => new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 5)));

beforeAll(async () => {
  const users = Array.from({ length: 23 }, (_each, index) => ({
    slug: `p-${String(index).padStart(2, "0")}`,
    email: `${23 - index}@example.com`,
    // Names and times come several times: a page may end between equal ones.
    name: `Name ${index % 4}`,
    state: "active" as const,
    createdAt: time(index),
  }));
  await database().user.createMany({ data: users });
  await database().device.createMany({
    data: users.map(({ slug, name, createdAt }) => ({ slug, name, createdAt, platform: "linux" })),
  });
});

type Page = { readonly items: readonly { slug: string }[]; readonly nextCursor: string | null };

async function walk(read: (cursor: string | undefined) => Promise<Page>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    seen.push(...page.items.map(({ slug }) => slug));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

test.each(["name", "-name", "email", "-email", "created", "-created"] as const)(
  "people sorted by %s come once each and in order, page by page",
  async (sort) => {
    const whole = await listUsers(ctx, { sort, limit: 200 });
    const paged = await walk((cursor) => listUsers(ctx, { sort, limit: 3, cursor }));
    expect(paged).toEqual(whole.items.map(({ slug }) => slug));
    expect(new Set(paged).size).toBe(23);
    const turned = sort.startsWith("-") ? sort.slice(1) : `-${sort}`;
    const back = await listUsers(ctx, { sort: turned as typeof sort, limit: 200 });
    expect(back.items.map(({ slug }) => slug)).toEqual(paged.toReversed());
  },
);

test("devices are newest first, and a page ends anywhere", async () => {
  const paged = await walk((cursor) => listDevices(ctx, { limit: 4, cursor }));
  expect(paged).toHaveLength(23);
  expect(paged[0]).toBe("p-22");
});

test("a cursor of another order, or of nobody's making, is the beginning", async () => {
  const first = await listUsers(ctx, { limit: 3 });
  const other = await listUsers(ctx, { sort: "email", limit: 3, cursor: first.nextCursor ?? "" });
  expect(other).toEqual(await listUsers(ctx, { sort: "email", limit: 3 }));
  for (const forged of [["created", "a", "b"], ["name", 7, "b"], ["created", 9e15, "b"], ["name"]])
    expect(
      (await listUsers(ctx, { sort: "created", limit: 3, cursor: encodeCursor(forged) })).items,
    ).toEqual((await listUsers(ctx, { sort: "created", limit: 3 })).items);
});
