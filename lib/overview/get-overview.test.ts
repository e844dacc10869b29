import "#scripts/test-database.ts";
import { afterAll, expect, test } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { listUsers } from "#lib/identities/users/list-users.ts";
import { getOverview } from "./get-overview.ts";

afterAll(closeDatabase);

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);

async function hold(slug: string, ...grants: readonly { expiresAt?: Date; revokedAt?: Date }[]) {
  const user = await database().user.create({
    data: { slug, name: slug, email: `${slug}@e.example`, state: "active" },
  });
  const role = await database().role.upsert({
    where: { slug: "dev" },
    create: { slug: "dev", name: "Dev" },
    update: {},
  });
  for (const grant of grants)
    await database().roleGrant.create({
      data: { userId: user.id, roleId: role.id, reason: "test", ...grant },
    });
}

test("people whose roles end soon are as many as their list has", async () => {
  await hold("twice", { expiresAt: inDays(1) }, { expiresAt: inDays(6) });
  await hold("later", { expiresAt: inDays(8) });
  await hold("always", {});
  await hold("over", { expiresAt: inDays(-1) }, { expiresAt: inDays(2), revokedAt: inDays(-1) });
  expect((await getOverview(person(), {})).rolesEndingSoon).toBe(1);
  const listed = await listUsers(person(), { roles: "soon" });
  expect(listed.items.map(({ slug }) => slug)).toEqual(["twice"]);
  expect(listed.total).toBe(1);
});
