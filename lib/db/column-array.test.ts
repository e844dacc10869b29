import "#scripts/test-database.ts";
import { afterAll, expect, test } from "vitest";
import { closeDatabase, database } from "./client.ts";
import { columnArray, type Cell, type ColumnType } from "./column-array.ts";
import { runPrepared } from "./prepared.ts";

afterAll(closeDatabase);

const columns: readonly (readonly [ColumnType, readonly Cell[], readonly string[]])[] = [
  [
    "text",
    ["", "a'\"\\,{}", "snow \u{2603} \u{1F600}", null],
    ["", "a'\"\\,{}", "snow \u{2603} \u{1F600}"],
  ],
  ["jsonb", ['{"a":[1,"\u{2603}"]}', "null", null], ['{"a": [1, "\u{2603}"]}', "null"]],
  [
    "timestamptz",
    [new Date("1999-12-31T23:59:59.999Z"), new Date("2026-03-29T01:30:00.001Z"), null],
    ["1999-12-31 23:59:59.999+00", "2026-03-29 01:30:00.001+00"],
  ],
  ["int4", [0, -1, 2_147_483_647, null], ["0", "-1", "2147483647"]],
  ["int8", [0, -1, Number.MAX_SAFE_INTEGER, null], ["0", "-1", "9007199254740991"]],
  ["bool", [true, false, null], ["true", "false"]],
];

test.each(columns)("Postgres reads a column of %s as it was", async (type, cells, shown) => {
  await database().$executeRawUnsafe("DROP TABLE IF EXISTS seen");
  await database().$executeRawUnsafe("CREATE TABLE seen (at int, cell text)");
  const text = `INSERT INTO seen SELECT "at", "cell"::text FROM unnest($1::${type}[])
    WITH ORDINALITY AS e("cell", "at")`;
  const values = [columnArray(type, cells)];
  expect(await runPrepared({ name: `seen-${type}`, text }, values)).toBe(cells.length);
  const rows = await database().$queryRaw<
    { cell: string | null }[]
  >`SELECT cell FROM seen ORDER BY at`;
  expect(rows.map(({ cell }) => cell)).toEqual([...shown, null]);
  expect(await runPrepared({ name: `seen-${type}`, text }, [columnArray(type, [])])).toBe(0);
});
