import "#scripts/test-database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addOperation } from "#lib/apis/add-operation.ts";
import { createApi } from "#lib/apis/create-api.ts";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { createPolicy } from "./create-policy.ts";
import { listNames } from "./list-names.ts";
import { listVersions } from "./list-versions.ts";
import { updatePolicy } from "./update-policy.ts";
import { applyRepair } from "./source/repair.ts";
import { validatePolicy } from "./validate-policy.ts";

const ctx = person("author");
afterAll(closeDatabase);

const source = `name: orders-read
effect: permit
subjects: {roles: [finance], users: [ada]}
resources: {apis: [orders], operations: ["get-orders-id"]}
when:
  - attribute: {left: subject.department, operator: equals, right: path.id}
`;

beforeAll(async () => {
  await createApi(person(), { slug: "orders", name: "Orders of customers" });
  for (const method of ["GET", "PUT"])
    await addOperation(person(), { slug: "orders", method, template: "/orders/{id}" });
  await database().role.create({ data: { slug: "finance", name: "Finance" } });
  await database().user.create({
    data: {
      slug: "ada",
      name: "Ada Lovelace",
      email: "ada@example.com",
      state: "active",
      attributes: { department: "engines" },
    },
  });
});

async function valuesOf(input: Parameters<typeof listNames>[1]): Promise<string[]> {
  return (await listNames(ctx, input)).items.map(({ value }) => value);
}

describe("names that a policy may use", () => {
  test("are found by a part of them, or of what people call them", async () => {
    expect(await valuesOf({ kind: "apis", q: "CUSTOMERS" })).toEqual(["orders"]);
    expect(await valuesOf({ kind: "users", q: "lovel" })).toEqual(["ada"]);
    expect(await valuesOf({ kind: "roles", q: "_" })).toEqual([]);
    expect(await valuesOf({ kind: "operations", q: "/orders", api: "orders" })).toHaveLength(2);
    expect(await valuesOf({ kind: "operations", api: "elsewhere" })).toEqual([]);
    expect(await valuesOf({ kind: "facts", q: "dep" })).toEqual(["subject.department"]);
    expect(await valuesOf({ kind: "facts", q: "path.", api: "orders" })).toEqual(["path.id"]);
  });

  test("of people are for those who may read people", async () => {
    await expect(listNames(person("user"), { kind: "users" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a name that nothing has", () => {
  test.each([
    ["finance]", "finanse]"],
    ["[ada]", "[adda]"],
    ["[orders]", "[order]"],
    ["subject.department", "subject.departmnt"],
    ["path.id", "path.ids"],
  ])("%s is proposed for %s", async (right, wrong) => {
    const known = (await listNames(ctx, { kind: "operations" })).items[0]?.value ?? "";
    const written = source.replace("get-orders-id", known);
    const text = written.replace(right, wrong);
    const { diagnostics } = await validatePolicy(ctx, { source: text });
    const [repair] = diagnostics.flatMap(({ repairs }) => repairs);
    expect(repair && applyRepair(text, repair)).toBe(written);
    expect((await validatePolicy(ctx, { source: written })).diagnostics).toEqual([]);
  });
});

test("every text of a policy stays in its history, with who wrote it", async () => {
  await createPolicy(ctx, { source });
  const second = source.replace("finance", "audit");
  await updatePolicy(ctx, { name: "orders-read", version: 1, source: second });
  const { items } = await listVersions(ctx, { name: "orders-read" });
  expect(items).toMatchObject([
    { number: 2, source: second, current: true, action: "policy.update", releases: [] },
    { number: 1, source, current: false, action: "policy.create" },
  ]);
  expect(items[0]?.by).not.toBeNull();
});
