import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addOperation } from "#lib/apis/add-operation.ts";
import { createApi } from "#lib/apis/create-api.ts";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { find } from "./find.ts";

afterAll(closeDatabase);

beforeAll(async () => {
  await createApi(person(), { slug: "ledger", name: "General Ledger" });
  await addOperation(person(), { slug: "ledger", method: "GET", template: "/100%/{id}" });
  await database().role.create({ data: { slug: "ledger-keeper", name: "Keeper" } });
  await database().user.create({
    data: { slug: "lena", email: "lena@ledger.example", name: "Lena", state: "active" },
  });
});

test("finds every kind of thing by a part of its name, whatever the case", async () => {
  const { items } = await find(person("auditor"), { q: "LEDGER" });
  expect(items.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    "api ledger",
    "person lena",
    "role ledger-keeper",
  ]);
});

test("takes wildcards of the database as the characters they are", async () => {
  const { items } = await find(person("auditor"), { q: "0%" });
  expect(items).toMatchObject([{ kind: "operation", id: "ledger", name: "GET /100%/{id}" }]);
  expect((await find(person("auditor"), { q: "l_d" })).items).toEqual([]);
});

test("leaves out what the caller's token may not read", async () => {
  const ctx = person();
  if (ctx.actor.kind !== "user") throw new Error("a person");
  const { userId, slug, name, consoleRole } = ctx.actor;
  const scopes = ["overview:read", "apis:read"];
  const token = { tokenId: userId, tokenName: "ci", userId, slug, name, consoleRole, scopes };
  const { items } = await find({ ...ctx, actor: { kind: "api-token", ...token } }, { q: "ledger" });
  expect(items.map(({ kind }) => kind)).toEqual(["api"]);
});
