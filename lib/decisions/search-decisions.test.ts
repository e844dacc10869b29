import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { decisions } from "./contract.ts";
import { listDecisions } from "./list-decisions.ts";
import { searchDecisions, type Position } from "./search-decisions.ts";

afterAll(closeDatabase);

const begin = Date.UTC(2026, 10, 1);
const rare = (index: number) => index % 40 === 7;

/** Two at each instant, so that a step may end between them. */
beforeAll(async () => {
  await database().decision.createMany({
    data: Array.from({ length: 200 }, (_each, index) => ({
      decidedAt: new Date(begin + Math.floor(index / 2) * 1000),
      enforcerId: "00000000-0000-7000-8000-000000000001",
      decisionId: `d-${index}`,
      channelSlug: "production",
      enforcerSlug: "edge",
      outcome: "allow",
      reason: "permitted",
      device: rare(index) ? "rare" : "common",
      facts: {},
    })),
  });
});

const wanted = Array.from({ length: 200 }, (_each, index) => index)
  .filter(rare)
  .map((index) => `d-${index}`);

test.each(["time", "-time"] as const)(
  "a search that must stop early goes on where it stopped, by %s, and misses nothing",
  async (sort) => {
    const input = decisions.list.input.parse({ device: "rare", sort, limit: 2 });
    const seen: string[] = [];
    let from: Position | null = null;
    let stops = 0;
    do {
      const bounds = { stepRows: 15, searchMs: 0 };
      const found = await searchDecisions(database(), input, from, bounds);
      const rows = found.rows.slice(0, input.limit);
      const last = rows.at(-1);
      seen.push(...rows.map(({ decisionId }) => decisionId));
      stops += found.reached === null ? 0 : 1;
      from =
        found.rows.length > input.limit && last
          ? [last.decidedAt.getTime(), String(last.seq)]
          : found.reached;
    } while (from !== null);
    expect(seen).toEqual(sort === "time" ? wanted : wanted.toReversed());
    expect(stops).toBeGreaterThan(3);
  },
);

test("a search that comes to the end says so", async () => {
  const ctx = person("auditor");
  const all = await listDecisions(ctx, { device: "rare" });
  expect(all.items.map(({ decisionId }) => decisionId)).toEqual(wanted.toReversed());
  expect(all).toMatchObject({ nextCursor: null, searchedTo: null });
  const none = await listDecisions(ctx, { q: "nowhere" });
  expect(none).toMatchObject({ items: [], nextCursor: null, searchedTo: null });
});

test("more at one instant than a step holds are searched to the end", async () => {
  const input = decisions.list.input.parse({ device: "rare", limit: 50 });
  const found = await searchDecisions(database(), input, null, { stepRows: 1, searchMs: 60_000 });
  expect(found.rows.map(({ decisionId }) => decisionId)).toEqual(wanted.toReversed());
});
