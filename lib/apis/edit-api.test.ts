import "#scripts/test-database.ts";
import { afterAll, describe, expect, test } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { addOperation } from "./add-operation.ts";
import { createApi } from "./create-api.ts";
import { deleteApi } from "./delete-api.ts";
import { getApi } from "./get-api.ts";
import { listApis } from "./list-apis.ts";
import { listOperations } from "./list-operations.ts";
import { removeOperations } from "./remove-operations.ts";
import { updateApi } from "./update-api.ts";
import { updateOperation } from "./update-operation.ts";

const ctx = person();
const soon = () => new Date(Date.now() + 3_600_000).toISOString();
afterAll(closeDatabase);

describe("an API made by hand", () => {
  test("begins enforced, internal, and denied to everybody", async () => {
    const api = await createApi(ctx, {
      slug: "billing",
      name: " Billing ",
      hosts: [{ host: "API.Example.com:443", basePath: "/v1/" }],
    });
    expect(api).toMatchObject({
      name: "Billing",
      sensitivity: "internal",
      observeUntil: null,
      permitted: false,
      hosts: [{ host: "api.example.com", basePath: "/v1" }],
      audience: "urn:sallyport:api:billing",
      version: 1,
    });
    const event = await database().auditEvent.findFirstOrThrow({ where: { action: "api.create" } });
    expect(event).toMatchObject({ targetKind: "api", targetId: "billing", actorName: "Ana" });
  });

  test.each([
    [{ hosts: [{ host: "api.*.com" }] }, "hosts.0.host"],
    [{ hosts: [{ host: "ünïcode.example" }] }, "hosts.0.host"],
    [{ hosts: [{ host: "a.example", basePath: "/{x}" }] }, "hosts.0.basePath"],
    [{ hosts: [{ host: "a.example", basePath: "v1" }] }, "hosts.0.basePath"],
    [{ hosts: [{ host: "a.example" }, { host: "A.example." }] }, "hosts"],
    [{ sensitivity: "restricted" as const, observeUntil: soon() }, "observeUntil"],
    [{ observeUntil: "2020-01-01T00:00:00.000Z" }, "observeUntil"],
    [{ sensitivity: "confidential" as const, stale: "continue" as const }, "stale"],
    [{ rateLimit: { limit: 0, window: "1m" } }, "rateLimit.limit"],
    [{ audience: "two words" }, "audience"],
  ])("%j is refused beside its field, and nothing is made", async (settings, path) => {
    const made = createApi(ctx, { slug: "wrong", name: "Wrong", ...settings });
    await expect(made).rejects.toMatchObject({
      code: "invalid-input",
      detail: { errors: [{ path }] },
    });
    expect(await database().api.count({ where: { slug: "wrong" } })).toBe(0);
  });

  test("a host and base path belong to one API", async () => {
    const made = createApi(ctx, {
      slug: "other",
      name: "Other",
      hosts: [{ host: "free.example" }, { host: "api.example.com", basePath: "/v1" }],
    });
    await expect(made).rejects.toMatchObject({
      code: "conflict",
      detail: { errors: [{ path: "hosts.1" }] },
    });
  });
});

describe("an edit", () => {
  test("that is stale is refused with the record as it is now", async () => {
    const { version } = await getApi(ctx, { slug: "billing" });
    const edited = await updateApi(ctx, {
      slug: "billing",
      version,
      owner: "Finance",
      observeUntil: soon(),
    });
    expect(edited).toMatchObject({ owner: "Finance", version: version + 1 });
    await expect(updateApi(ctx, { slug: "billing", version, owner: "Late" })).rejects.toMatchObject(
      {
        code: "stale",
        detail: { current: { owner: "Finance", version: version + 1 } },
      },
    );
  });

  test("that makes an observed API restricted is refused: one of the two has to go first", async () => {
    const { version } = await getApi(ctx, { slug: "billing" });
    await expect(
      updateApi(ctx, { slug: "billing", version, sensitivity: "restricted" }),
    ).rejects.toMatchObject({ code: "invalid-input" });
    expect(
      await updateApi(ctx, {
        slug: "billing",
        version,
        sensitivity: "restricted",
        observeUntil: null,
      }),
    ).toMatchObject({ sensitivity: "restricted", observeUntil: null });
  });

  test("leaves an audit event with what was and what is, and nothing else", async () => {
    const event = await database().auditEvent.findFirstOrThrow({
      where: { action: "api.update" },
      orderBy: { seq: "desc" },
    });
    expect(event.detail).toMatchObject({
      before: { sensitivity: "internal" },
      after: { sensitivity: "restricted" },
    });
    expect(event.detail).not.toHaveProperty("after.hosts");
  });
});

describe("operations", () => {
  test("are added by hand, once", async () => {
    const made = await addOperation(ctx, {
      slug: "billing",
      method: "GET",
      template: "/invoices/{id}",
      operationId: "getInvoice",
      tags: ["invoices"],
    });
    expect(made).toMatchObject({
      key: "getInvoice",
      sensitivity: null,
      effectiveSensitivity: "restricted",
      permittedBy: [],
    });
    await expect(
      addOperation(ctx, { slug: "billing", method: "GET", template: "/invoices/{number}" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      addOperation(ctx, { slug: "billing", method: "GET", template: "/a//b" }),
    ).rejects.toMatchObject({ code: "invalid-input" });
    await expect(
      addOperation(ctx, { slug: "billing", method: "GET", template: "/a/" }),
    ).rejects.toMatchObject({ code: "invalid-input" });
  });

  test("have a sensitivity of their own; a stale change of it is refused", async () => {
    const [operation] = (await listOperations(ctx, { slug: "billing" })).items;
    const { id, version } = operation ?? { id: "", version: 0 };
    const changed = await updateOperation(ctx, {
      slug: "billing",
      id,
      version,
      sensitivity: "public",
    });
    expect(changed).toMatchObject({
      sensitivity: "public",
      effectiveSensitivity: "public",
      rateLimit: null,
    });
    await expect(
      updateOperation(ctx, { slug: "billing", id, version, sensitivity: null }),
    ).rejects.toMatchObject({ code: "stale", detail: { current: { sensitivity: "public" } } });
    expect((await listOperations(ctx, { slug: "billing", sensitivity: "public" })).total).toBe(1);
    expect((await listOperations(ctx, { slug: "billing", sensitivity: "restricted" })).total).toBe(
      0,
    );
  });

  test("and APIs that a policy names can't be removed", async () => {
    await createPolicy(ctx, {
      source:
        "name: read-invoices\neffect: permit\nsubjects: {authenticated: true}\nresources: {apis: [billing], operations: [getInvoice]}\n",
    });
    const [operation] = (await listOperations(ctx, { slug: "billing", permitted: "yes" })).items;
    expect(operation?.permittedBy).toEqual(["read-invoices"]);
    await expect(
      removeOperations(ctx, { slug: "billing", ids: [operation?.id ?? ""] }),
    ).rejects.toMatchObject({
      code: "conflict",
      detail: { errors: [{ message: "read-invoices" }] },
    });
    await expect(deleteApi(ctx, { slug: "billing" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("read-invoices"),
    });
    expect(await getApi(ctx, { slug: "billing" })).toMatchObject({
      permitted: true,
      unpermitted: 0,
      targetedBy: [{ name: "read-invoices", operations: 1 }],
    });
    await database().policy.deleteMany();
    expect(await deleteApi(ctx, { slug: "billing" })).toEqual({ operations: 1 });
  });
});

test("the list is searched, filtered and paged", async () => {
  for (const slug of ["aa", "bb", "cc"])
    await createApi(ctx, {
      slug,
      name: `Name ${slug}`,
      hosts: [{ host: `${slug}.example.org` }],
      ...(slug === "bb" ? { sensitivity: "public" as const, observeUntil: soon() } : {}),
    });
  const first = await listApis(ctx, { limit: 2 });
  expect(first).toMatchObject({ total: 3, items: [{ slug: "aa" }, { slug: "bb" }] });
  expect((await listApis(ctx, { limit: 2, cursor: first.nextCursor ?? "" })).items).toMatchObject([
    { slug: "cc" },
  ]);
  expect((await listApis(ctx, { q: "BB.EXAMPLE" })).items).toMatchObject([{ slug: "bb" }]);
  expect((await listApis(ctx, { mode: "observe" })).total).toBe(1);
  expect((await listApis(ctx, { mode: "enforce", sensitivity: "internal" })).total).toBe(2);
});
