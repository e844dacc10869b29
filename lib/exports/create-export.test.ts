import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { exportable } from "./contract.ts";
import { createExport } from "./create-export.ts";
import { exportMatrix } from "./export-matrix.ts";

afterAll(closeDatabase);

beforeAll(async () => {
  await database().user.createMany({
    data: Array.from({ length: 250 }, (_each, index) => ({
      slug: `person-${index}`,
      email: `person-${index}@example.com`,
      name: index === 7 ? '=HYPERLINK("http://evil.example")' : `Person, ${index}`,
      state: "active" as const,
    })),
  });
});

test("an export has every row of the filtered list, and no cell is a formula", async () => {
  const { csv, rows, truncated } = await createExport(person("auditor"), { list: "users.list" });
  expect({ rows, truncated }).toEqual({ rows: 250, truncated: false });
  const lines = csv.trimEnd().split("\r\n");
  expect(lines).toHaveLength(251);
  expect(lines[0]).toMatch(/(^|,)slug(,|$)/);
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(csv).toContain('"Person, 8"');
  const one = await createExport(person("auditor"), {
    list: "users.list",
    input: { q: "person-24", limit: 1 },
  });
  expect(one.rows).toBe(11);
});

test("an export is audited with its filters, and needs the list's own permission", async () => {
  await createExport(person("auditor"), { list: "users.list", input: { q: "person-3" } });
  const event = await database().auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
  expect(event).toMatchObject({
    action: "export.create",
    targetId: "users.list",
    detail: { filters: { q: "person-3" } },
  });
  const before = await database().auditEvent.count();
  await expect(createExport(person("author"), { list: "audit.list" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(
    createExport(person("auditor"), { list: "users.list", input: { state: "odd" } }),
  ).rejects.toMatchObject({ code: "invalid-input" });
  expect(await database().auditEvent.count()).toBe(before);
});

test.each(exportable)("%s can be exported", async (list) => {
  const { rows, csv } = await createExport(person("auditor"), { list });
  expect(csv === "" ? 0 : csv.trimEnd().split("\r\n").length - 1).toBeGreaterThanOrEqual(rows);
});

test("who can call what is taken along only by who may see it, and that is audited", async () => {
  const { csv } = await exportMatrix(person("auditor"), { rows: "people" });
  expect(csv).toMatch(/^api,sensitivity,operation,Without a token,person-/);
  const event = await database().auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
  expect(event).toMatchObject({ action: "export.create", targetId: "simulation.matrix" });
  await expect(exportMatrix(person("user"), {})).rejects.toMatchObject({ code: "forbidden" });
});
