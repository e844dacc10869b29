import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addOperation } from "#lib/apis/add-operation.ts";
import { createApi } from "#lib/apis/create-api.ts";
import { deleteApi } from "#lib/apis/delete-api.ts";
import { discardApiChanges } from "#lib/apis/discard-changes.ts";
import { person } from "#lib/apis/fixtures/person.ts";
import { removeOperations } from "#lib/apis/remove-operations.ts";
import { updateApi } from "#lib/apis/update-api.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { deletePolicy } from "#lib/policies/delete-policy.ts";
import { discardPolicyChanges } from "#lib/policies/discard-changes.ts";
import { updatePolicy } from "#lib/policies/update-policy.ts";
import { findLockouts } from "#lib/simulation/find-lockouts.ts";
import { getReleaseStatus } from "./get-release-status.ts";
import { snapshotContent } from "./snapshot-content.ts";
import { asJson } from "./stored-content.ts";

const ctx = person();
const auditor = person("auditor");
const source =
  "# why\nname: reads\neffect: permit\nsubjects: {authenticated: true}\nresources: {apis: [orders]}\n";

/** An API with a policy, both published. */
beforeAll(async () => {
  await createApi(ctx, {
    slug: "orders",
    name: "Orders",
    sensitivity: "internal",
    hosts: [{ host: "orders.example.com", basePath: "/" }],
  });
  for (const method of ["GET", "PUT"])
    await addOperation(ctx, { slug: "orders", method, template: "/orders/{id}" });
  await createPolicy(ctx, { source });
  await database().channel.create({ data: { slug: "production", name: "Production" } });
  const { content, sources } = await database().$transaction((tx) => snapshotContent(tx));
  await database().release.create({
    data: {
      number: 1,
      channelSlug: "production",
      state: "served",
      message: "first",
      digest: "digest",
      authorKind: "system",
      authorName: "system",
      content: asJson(content),
      sources: asJson(sources),
    },
  });
  await database().channel.update({ where: { slug: "production" }, data: { releaseNumber: 1 } });
});
afterAll(closeDatabase);

const unpublished = async () => (await getReleaseStatus(ctx, {})).unpublished.count;

test("a changed, a deleted and a new policy go back to what is published", async () => {
  expect(await unpublished()).toBe(0);
  const changed = source.replace("permit", "forbid");
  await updatePolicy(ctx, { name: "reads", version: 1, source: changed });
  expect(await unpublished()).toBe(1);
  await discardPolicyChanges(ctx, { name: "reads" });
  await deletePolicy(ctx, { name: "reads" });
  await discardPolicyChanges(ctx, { name: "reads" });
  await createPolicy(ctx, { source: source.replace("reads", "new-one") });
  await discardPolicyChanges(ctx, { name: "new-one" });
  expect(await unpublished()).toBe(0);
  const { source: kept } = await database().policy.findUniqueOrThrow({ where: { name: "reads" } });
  expect(kept).toBe(source);
});

test("a changed and a deleted API go back, with hosts, classification and operations", async () => {
  const { version } = await database().api.findUniqueOrThrow({ where: { slug: "orders" } });
  const hosts = [{ host: "other.example.com", basePath: "/" }];
  await updateApi(ctx, { slug: "orders", version, sensitivity: "confidential", hosts });
  const put = await database().operation.findFirstOrThrow({ where: { method: "PUT" } });
  await removeOperations(ctx, { slug: "orders", ids: [put.id] });
  await addOperation(ctx, { slug: "orders", method: "DELETE", template: "/orders/{id}" });
  expect(await unpublished()).toBe(1);
  await discardApiChanges(ctx, { slug: "orders" });
  expect(await unpublished()).toBe(0);
  await deletePolicy(ctx, { name: "reads" });
  await deleteApi(ctx, { slug: "orders" });
  await discardApiChanges(ctx, { slug: "orders" });
  await discardPolicyChanges(ctx, { name: "reads" });
  expect(await unpublished()).toBe(0);
});

test("what has no change can't be discarded, nor by who may not write", async () => {
  const nothing = discardPolicyChanges(ctx, { name: "reads" });
  await expect(nothing).rejects.toMatchObject({ code: "conflict" });
  const foreign = discardPolicyChanges(auditor, { name: "reads" });
  await expect(foreign).rejects.toMatchObject({ code: "forbidden" });
});

test("an API that would lose its last permit is said before it is published", async () => {
  expect((await findLockouts(ctx, {})).shut).toEqual([]);
  await deletePolicy(ctx, { name: "reads" });
  expect((await findLockouts(ctx, {})).shut).toMatchObject([{ api: "orders", isNew: false }]);
});
