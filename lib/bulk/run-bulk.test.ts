import "#scripts/test-database.ts";
import { afterAll, expect, test } from "vitest";
import type { Context } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { code, person } from "#lib/identities/testing.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { runBulk } from "./run-bulk.ts";

afterAll(closeDatabase);

const suspend = (ctx: Context, slugs: readonly string[]) =>
  runBulk(ctx, {
    action: "users.suspend",
    inputs: slugs.map((slug) => ({ slug, reason: "left the company" })),
  });

test("each row is done by itself: one that fails says why, changes nothing, and stops no other", async () => {
  const root = await person("administrator");
  const [ana, ben] = [await person(), await person()];
  const { results } = await suspend(root.ctx, [
    ana.user.slug,
    "nobody",
    root.user.slug,
    ben.user.slug,
  ]);
  expect(results).toEqual([
    { done: true },
    { done: false, code: "not-found", why: "There is no such person." },
    { done: false, code: "forbidden", why: expect.any(String) },
    { done: true },
  ]);
  const states = await database().user.findMany({
    where: { id: { in: [ana.user.id, ben.user.id, root.user.id] } },
    orderBy: { id: "asc" },
    select: { state: true },
  });
  expect(states.map(({ state }) => state)).toEqual(["active", "suspended", "suspended"]);
  const events = await database().auditEvent.findMany({ orderBy: { seq: "desc" }, take: 3 });
  expect(events.map(({ action }) => action)).toEqual(["bulk.run", "user.suspend", "user.suspend"]);
  expect(events[0]?.detail).toEqual({ done: 2, failed: 2 });
});

test("who may not do it to one, or has to confirm first, does nothing at all", async () => {
  const [auditor, root, ana] = [await person("auditor"), await person("owner"), await person()];
  await expect(suspend(auditor.ctx, [ana.user.slug])).rejects.toEqual(code("forbidden"));
  const old: Context = {
    ...root.ctx,
    actor: { ...root.ctx.actor, authTime: new Date(Date.now() - 3_600_000) } as Context["actor"],
  };
  const before = await database().auditEvent.count();
  await expect(suspend(old, [ana.user.slug])).rejects.toEqual(code("ceremony-required"));
  expect(await database().auditEvent.count()).toBe(before);
});

test("many people change many things at once without waiting for each other for ever", async () => {
  const root = await person("owner");
  const people = await Promise.all(Array.from({ length: 12 }, () => person()));
  const answers = await Promise.allSettled(
    people.map(({ user }) => suspend(root.ctx, [user.slug])),
  );
  const refused = answers.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  expect(refused.length).toBeLessThan(12);
  for (const reason of refused) expect(reason).toEqual(code("rate-limited"));
});

test("roles are given and taken by name, policies switched in their author's own text", async () => {
  const root = await person("owner");
  const ana = await person();
  await database().role.create({ data: { slug: "clerk", name: "Clerk" } });
  const given = { user: ana.user.slug, role: "clerk", reason: "joined the team" };
  const give = () => runBulk(root.ctx, { action: "grants.create", inputs: [given, given] });
  expect((await give()).results).toMatchObject([{ done: true }, { done: false, code: "conflict" }]);
  const taken = { user: ana.user.slug, role: "clerk" };
  const take = await runBulk(root.ctx, { action: "grants.take", inputs: [taken, taken] });
  expect(take.results).toMatchObject([{ done: true }, { done: false, code: "conflict" }]);
  const source =
    "name: p # kept\neffect: permit\nsubjects: {roles: [clerk]}\nresources: {apis: all}\n";
  await createPolicy(root.ctx, { source });
  const off = { action: "policies.setMode", inputs: [{ name: "p", mode: "off" }] } as const;
  await runBulk(root.ctx, { ...off, inputs: [...off.inputs] });
  const row = await database().policy.findUniqueOrThrow({ where: { name: "p" } });
  expect(row).toMatchObject({ mode: "off", version: 2 });
  expect(row.source).toBe(source.replace("permit\n", "permit\nmode: off\n"));
  await runBulk(root.ctx, {
    action: "policies.setMode",
    inputs: [{ name: "p", mode: "enforce" }],
  });
  expect(await database().policy.findUniqueOrThrow({ where: { name: "p" } })).toMatchObject({
    mode: "enforce",
    source,
  });
});
