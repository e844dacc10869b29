import "#scripts/test-database.ts";
import { describe, expect, it } from "vitest";
import { database } from "#lib/db/client.ts";
import type { User } from "#lib/db/generated/client.ts";
import { code, person } from "./testing.ts";
import { createGrant } from "./grants/create-grant.ts";
import { revokeGrant } from "./grants/revoke-grant.ts";
import { createRole, removeRole, updateRole } from "./roles/change-role.ts";
import { getUser } from "./users/get-user.ts";
import { inviteUser } from "./users/invite-user.ts";
import { listUsers } from "./users/list-users.ts";
import { removeUser } from "./users/remove-user.ts";
import { recoverUser } from "./users/renew-link.ts";
import { reactivateUser, suspendUser } from "./users/suspend-user.ts";
import { updateUser } from "./users/update-user.ts";

const seqOf = async (key: string) =>
  (await database().directoryEntry.findUnique({ where: { kind_key: { kind: "subject", key } } }))
    ?.seq ?? 0n;

describe("people", () => {
  it("are invited with roles, and the link's secret is kept as a hash only", async () => {
    const { ctx } = await person("administrator");
    await createRole(ctx, { slug: "clerk", name: "Clerk" });
    const made = await inviteUser(ctx, {
      name: "Ines",
      email: "Ines@Example.org",
      roles: ["clerk"],
      attributes: { department: "finance" },
    });
    expect(made.user).toMatchObject({ slug: "ines", state: "invited", roles: ["clerk"] });
    const token = new URL(made.link).searchParams.get("token") ?? "";
    const rows = JSON.stringify(await database().invitation.findMany());
    expect(rows).not.toContain(token);
    expect(
      JSON.stringify(await database().auditEvent.findMany({ select: { detail: true } })),
    ).not.toContain(token);
    await expect(inviteUser(ctx, { name: "Ines", email: "ines@example.org" })).rejects.toEqual(
      code("conflict"),
    );
  });

  it("lose sessions, links and every enforcer's trust when suspended", async () => {
    const admin = await person("administrator");
    const { user, session } = await person();
    const before = await seqOf(user.slug);
    await suspendUser(admin.ctx, { slug: user.slug, reason: "lost laptop" });
    const row = await database().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(row.state).toBe("suspended");
    expect(row.revokedBefore).not.toBeNull();
    const ended = await database().session.findUniqueOrThrow({ where: { id: session.id } });
    expect(ended.revokedAt).not.toBeNull();
    expect(await seqOf(user.slug)).toBeGreaterThan(before);
    await reactivateUser(admin.ctx, { slug: user.slug, reason: "found again" });
    expect(await getUser(admin.ctx, { slug: user.slug })).toMatchObject({ state: "active" });
  });

  it("are found by name, address and role, page by page", async () => {
    const { ctx } = await person("auditor");
    for (const name of ["Zoe A", "Zoe B", "Zoe C"]) {
      const { user } = await person();
      await database().user.update({ where: { id: user.id }, data: { name } });
    }
    const first = await listUsers(ctx, { q: "zoe", limit: 2 });
    expect(first.items.map((each) => each.name)).toEqual(["Zoe A", "Zoe B"]);
    expect(first.total).toBe(3);
    const rest = await listUsers(ctx, { q: "zoe", limit: 2, cursor: first.nextCursor ?? "" });
    expect(rest.items.map((each) => each.name)).toEqual(["Zoe C"]);
    expect(rest.nextCursor).toBeNull();
  });

  it("are erased, and their id stays in history", async () => {
    const owner = await person("owner");
    await person("owner");
    const { user } = await person();
    await removeUser(owner.ctx, { slug: user.slug });
    const row = await database().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(row).toMatchObject({ slug: user.slug, state: "deleted", name: "Erased person" });
    expect(row.email).not.toContain("example.org");
    await expect(getUser(owner.ctx, { slug: "nobody-here" })).rejects.toEqual(code("not-found"));
    const entry = await database().directoryEntry.findUniqueOrThrow({
      where: { kind_key: { kind: "subject", key: user.slug } },
    });
    expect(entry.gone).toBe(true);
  });

  it("refuse a stale edit and show what is there now", async () => {
    const { ctx } = await person("administrator");
    const { user } = await person();
    await updateUser(ctx, { slug: user.slug, version: 1, name: "First" });
    await expect(updateUser(ctx, { slug: user.slug, version: 1, name: "Second" })).rejects.toEqual(
      expect.objectContaining({
        code: "stale",
        detail: expect.objectContaining({ current: expect.objectContaining({ name: "First" }) }),
      }),
    );
  });
});

describe("console roles", () => {
  it("are never given to oneself, and ownership only by owners", async () => {
    const admin = await person("administrator");
    const other = await person();
    const change = (slug: string, consoleRole: User["consoleRole"]) =>
      updateUser(admin.ctx, { slug, version: 1, consoleRole });
    await expect(change(admin.user.slug, "owner")).rejects.toEqual(code("forbidden"));
    await expect(change(other.user.slug, "owner")).rejects.toEqual(code("forbidden"));
    await expect(
      inviteUser(admin.ctx, { name: "X", email: "x@example.org", consoleRole: "owner" }),
    ).rejects.toEqual(code("forbidden"));
    await expect(change(other.user.slug, "auditor")).resolves.toMatchObject({
      consoleRole: "auditor",
    });
  });

  it("come with facts that policies read: nobody changes their own attributes", async () => {
    const admin = await person("administrator");
    const { slug } = admin.user;
    const attributes = { department: "finance" };
    await expect(updateUser(admin.ctx, { slug, version: 1, attributes })).rejects.toEqual(
      code("forbidden"),
    );
    await expect(
      updateUser(admin.ctx, { slug, version: 1, name: "New name", attributes: {} }),
    ).resolves.toMatchObject({ name: "New name" });
    const other = await person("administrator");
    await expect(updateUser(other.ctx, { slug, version: 2, attributes })).resolves.toMatchObject({
      slug,
    });
  });

  it("keep administrators away from owners", async () => {
    const admin = await person("administrator");
    const owner = await person("owner");
    const { slug } = owner.user;
    await expect(suspendUser(admin.ctx, { slug, reason: "because" })).rejects.toEqual(
      code("forbidden"),
    );
    await expect(recoverUser(admin.ctx, { slug, reason: "because" })).rejects.toEqual(
      code("forbidden"),
    );
    await expect(removeUser(admin.ctx, { slug })).rejects.toEqual(code("forbidden"));
    await expect(updateUser(admin.ctx, { slug, version: 1, consoleRole: "user" })).rejects.toEqual(
      code("forbidden"),
    );
  });

  it("leave an owner when two owners remove each other at once", async () => {
    await database().user.updateMany({
      where: { consoleRole: "owner" },
      data: { state: "deleted" },
    });
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = await Promise.all([person("owner"), person("owner")]);
      const results = await Promise.allSettled([
        suspendUser(one.ctx, { slug: two.user.slug, reason: "first strike" }),
        updateUser(two.ctx, { slug: one.user.slug, version: 1, consoleRole: "user" }),
      ]);
      const left = await database().user.findMany({
        where: { consoleRole: "owner", state: "active" },
      });
      expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(1);
      expect(left).toHaveLength(1);
      await database().user.updateMany({
        where: { consoleRole: "owner" },
        data: { state: "deleted" },
      });
    }
  });

  it("don't count a sample owner as one who could look after the deployment", async () => {
    const real = await person("owner");
    const sample = await person("owner");
    await database().user.update({ where: { id: sample.user.id }, data: { origin: "sample" } });
    await expect(
      updateUser(sample.ctx, { slug: real.user.slug, version: 1, consoleRole: "user" }),
    ).rejects.toEqual(code("conflict"));
  });

  it("act by what the actor is now, not by what the request began with", async () => {
    const admin = await person("owner");
    const victim = await person("owner");
    await person("owner");
    await database().user.update({ where: { id: admin.user.id }, data: { consoleRole: "user" } });
    await expect(
      suspendUser(admin.ctx, { slug: victim.user.slug, reason: "late revenge" }),
    ).rejects.toEqual(code("forbidden"));
  });
});

describe("roles and grants", () => {
  it("are given with a reason, once, and never to oneself", async () => {
    const admin = await person("administrator");
    const { user } = await person();
    await createRole(admin.ctx, { slug: "reader", name: "Reader" });
    const grant = { user: user.slug, role: "reader", reason: "reads reports" };
    await expect(createGrant(admin.ctx, { ...grant, reason: " " })).rejects.toEqual(
      code("invalid-input"),
    );
    await expect(createGrant(admin.ctx, { ...grant, user: admin.user.slug })).rejects.toEqual(
      code("forbidden"),
    );
    await expect(
      createGrant(admin.ctx, { ...grant, expiresAt: "2020-01-01T00:00:00Z" }),
    ).rejects.toEqual(code("invalid-input"));
    const before = await seqOf(user.slug);
    const made = await createGrant(admin.ctx, grant);
    expect(await seqOf(user.slug)).toBeGreaterThan(before);
    await expect(createGrant(admin.ctx, grant)).rejects.toEqual(code("conflict"));
    await revokeGrant(admin.ctx, { id: made.id });
    await expect(revokeGrant(admin.ctx, { id: made.id })).rejects.toEqual(code("conflict"));
    expect((await getUser(admin.ctx, { slug: user.slug })).roles).toEqual([]);
  });

  it("can't be deleted while a policy names them, and say which", async () => {
    const { ctx } = await person("administrator");
    await createRole(ctx, { slug: "named", name: "Named" });
    await database().policy.create({
      data: {
        name: "names-it",
        source: "",
        document: { subjects: { roles: ["named"] } },
        effect: "permit",
        mode: "enforce",
      },
    });
    await expect(removeRole(ctx, { slug: "named" })).rejects.toThrow("names-it");
    await database().policy.deleteMany();
    await expect(removeRole(ctx, { slug: "named" })).resolves.toMatchObject({ slug: "named" });
  });

  it("refuse a stale edit", async () => {
    const { ctx } = await person("administrator");
    await createRole(ctx, { slug: "edited", name: "Edited" });
    await updateRole(ctx, { slug: "edited", version: 1, name: "Once" });
    await expect(updateRole(ctx, { slug: "edited", version: 1, name: "Twice" })).rejects.toEqual(
      code("stale"),
    );
  });
});
