import "#scripts/test-database.ts";
import { afterAll, expect, test } from "vitest";
import { createApi } from "#lib/apis/create-api.ts";
import { person } from "#lib/apis/fixtures/person.ts";
import { updateApi } from "#lib/apis/update-api.ts";
import type { Context } from "#lib/context.ts";
import { closeDatabase } from "#lib/db/client.ts";
import { getSettings } from "#lib/settings/get-settings.ts";
import { updateSettings } from "#lib/settings/update-settings.ts";

afterAll(closeDatabase);

const ana = person();
const ben: Context = {
  ...ana,
  actor: Object.assign({}, ana.actor, { name: "Ben" }),
};

test("a stale edit is told who changed which members since, and never what else they are", async () => {
  const { version } = await createApi(ana, { slug: "billing", name: "Billing" });
  await updateApi(ana, { slug: "billing", version, owner: "Finance" });
  await updateApi(ben, {
    slug: "billing",
    version: version + 1,
    owner: "Finance",
    sensitivity: "restricted",
    criticality: "high",
  });
  await expect(updateApi(ana, { slug: "billing", version, owner: "Late" })).rejects.toMatchObject({
    code: "stale",
    detail: {
      current: { owner: "Finance", sensitivity: "restricted", version: version + 2 },
      changes: [
        { by: "Ben", members: ["criticality", "sensitivity"] },
        { by: "Ana", members: ["owner"] },
        { by: "Ana" },
      ],
    },
  });
});

test("of two people who edit the settings at the same moment one is refused and nothing is lost", async () => {
  const { version } = await getSettings(ana, {});
  const edits = await Promise.allSettled([
    updateSettings(ana, { version, leaseSeconds: 3_600 }),
    updateSettings(ben, { version, keyMaxAgeDays: 30 }),
  ]);
  const refused = edits.filter(({ status }) => status === "rejected");
  expect(refused).toMatchObject([{ reason: { code: "stale", detail: { changes: [{}] } } }]);
  const now = await getSettings(ana, {});
  expect(now.version).toBe(version + 1);
  expect([now.leaseSeconds === 3_600, now.keyMaxAgeDays === 30].filter(Boolean)).toHaveLength(1);
  const later = await updateSettings(ana, { version: now.version, leaseSeconds: 7_200 });
  expect(later).toMatchObject({ version: version + 2, leaseSeconds: 7_200 });
});
