import "#scripts/test-database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addOperation } from "#lib/apis/add-operation.ts";
import { createApi } from "#lib/apis/create-api.ts";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { createPolicy } from "./create-policy.ts";
import { deletePolicy } from "./delete-policy.ts";
import { getPolicy } from "./get-policy.ts";
import { listPolicies } from "./list-policies.ts";
import { updatePolicy } from "./update-policy.ts";
import { validatePolicy } from "./validate-policy.ts";

const ctx = person("author");
afterAll(closeDatabase);

const source = `# Why: the auditors asked for it.
name: finance-reads
effect: permit
subjects: {roles: [finance]}   # the whole team
resources:
  apis: [ledger]
  access: read
when:
  - mfa: {strength: phishing-resistant, within: 8h}
`;

beforeAll(async () => {
  await createApi(person(), { slug: "ledger", name: "Ledger" });
  for (const method of ["GET", "PUT"])
    await addOperation(person(), { slug: "ledger", method, template: "/entries/{id}" });
  await database().role.create({ data: { slug: "finance", name: "Finance" } });
});

describe("a policy", () => {
  test("is kept as written, comments included, beside what it says", async () => {
    const made = await createPolicy(ctx, { source });
    expect(made).toMatchObject({
      name: "finance-reads",
      effect: "permit",
      mode: "enforce",
      operations: 1,
      version: 1,
      diagnostics: [],
      source,
    });
    expect(made.sentence).toMatch(/finance/i);
    expect(made.document.when).toEqual([{ mfa: { strength: "phishing-resistant", within: "8h" } }]);
    await expect(createPolicy(ctx, { source })).rejects.toMatchObject({ code: "conflict" });
  });

  test("is edited with If-Match: a stale edit gets the policy as it is now and changes nothing", async () => {
    const after = source
      .replace("within: 8h", "within: 1h")
      .replace("effect:", "mode: shadow\neffect:");
    expect(
      await updatePolicy(ctx, { name: "finance-reads", version: 1, source: after }),
    ).toMatchObject({ version: 2, mode: "shadow", source: after });
    await expect(
      updatePolicy(ctx, { name: "finance-reads", version: 1, source }),
    ).rejects.toMatchObject({ code: "stale", detail: { current: { source: after, version: 2 } } });
    expect((await getPolicy(ctx, { name: "finance-reads" })).source).toBe(after);
    const event = await database().auditEvent.findFirstOrThrow({
      where: { action: "policy.update" },
    });
    expect(event.detail).toEqual({ before: source, after });
  });

  test("keeps its name: it is its identity", async () => {
    const renamed = updatePolicy(ctx, {
      name: "finance-reads",
      version: 2,
      source: source.replace("finance-reads", "other"),
    });
    await expect(renamed).rejects.toMatchObject({
      code: "invalid-input",
      detail: { errors: [{ path: "name" }] },
    });
  });

  test("with unknown keys, conditions or values is refused with the line", async () => {
    const wrong = createPolicy(ctx, {
      source: source.replace("mfa:", "mfaa:").replace("finance-reads", "wrong"),
    });
    await expect(wrong).rejects.toMatchObject({
      code: "invalid-input",
      detail: {
        errors: [{ message: expect.stringMatching(/^Line 9: .*mfaa/) }],
      },
    });
    expect(await database().policy.count()).toBe(1);
  });

  test("is listed with filters, and deleted", async () => {
    await createPolicy(ctx, {
      source: "name: block-writes\neffect: forbid\nresources: {apis: all, access: write}\n",
    });
    expect(await listPolicies(ctx, {})).toMatchObject({
      total: 2,
      items: [{ name: "block-writes", operations: 1 }, { name: "finance-reads" }],
    });
    expect((await listPolicies(ctx, { effect: "permit" })).items).toMatchObject([
      { name: "finance-reads" },
    ]);
    expect((await listPolicies(ctx, { mode: "shadow" })).total).toBe(1);
    expect((await listPolicies(ctx, { api: "ledger" })).total).toBe(2);
    expect((await listPolicies(ctx, { api: "elsewhere" })).items).toMatchObject([
      { name: "block-writes" },
    ]);
    expect((await listPolicies(ctx, { q: "AUDITORS" })).items).toMatchObject([
      { name: "finance-reads" },
    ]);
    expect(await deletePolicy(ctx, { name: "block-writes" })).toEqual({ name: "block-writes" });
    await expect(getPolicy(ctx, { name: "block-writes" })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("validating", () => {
  test("says what the policy says and what it would target, and stores nothing", async () => {
    const valid = await validatePolicy(ctx, { source: source.replace("finance-reads", "another") });
    expect(valid).toMatchObject({ valid: true, diagnostics: [], operations: 1, apis: 1 });
    expect(valid.sentence).not.toBe("");
    expect(await database().policy.count({ where: { name: "another" } })).toBe(0);
  });

  test("points at names that dangle, at their place", async () => {
    const dangling = await validatePolicy(ctx, {
      source:
        "name: dangling\neffect: forbid\nsubjects:\n  roles: [nobody]\nresources:\n  apis: [gone]\n",
    });
    expect(dangling.valid).toBe(false);
    const places = dangling.diagnostics.map(({ line, severity }) => `${severity} ${line}`);
    expect(places).toContain("error 4");
    expect(places).toContain("error 6");
  });

  test.each([
    ["", 1, "empty"],
    ["name: [", 1, "Flow"],
    ["name: a\nname: b\neffect: permit", 2, "unique"],
    ["name: &x a\neffect: *x\n", 1, "Anchors"],
    ["name: a\n---\nname: b", 1, "second document"],
    ["name: a\neffect: permit\n", 1, "must name its subjects"],
    ["name: a\neffect: allow\n", 2, "permit"],
    [
      "name: a\neffect: forbid\nresources: {apis: all}\nrateLimit: {limit: 1, window: 1m}\n",
      4,
      "Only a permit",
    ],
    ["name: a\neffect: forbid\nresources: {apis: all}\nextra: 1\n", 4, "no “extra” here"],
  ])("%j has its fault at line %i", async (text, line, message) => {
    const { valid, diagnostics } = await validatePolicy(ctx, { source: text });
    expect(valid).toBe(false);
    const found = diagnostics.find((each) => each.message.includes(message));
    expect(found, JSON.stringify(diagnostics)).toBeDefined();
    expect(found?.line ?? 1).toBe(line);
  });
});
