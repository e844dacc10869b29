import "#scripts/test-database.ts";
import { afterAll, expect, test } from "vitest";
import { closeDatabase, database } from "#lib/db/client.ts";
import { code, person } from "#lib/identities/testing.ts";
import { getPreferences, updatePreferences } from "./change-preferences.ts";
import { createView, listViews, removeView, updateView } from "./change-view.ts";

afterAll(closeDatabase);

test("columns, density and keys are kept for each person, each beside what was there", async () => {
  const [ana, ben] = [await person("auditor"), await person("author")];
  await updatePreferences(ana.ctx, { density: "compact" });
  await updatePreferences(ana.ctx, { letterKeys: false });
  await updatePreferences(ana.ctx, { list: { name: "users.list", columns: ["state"] } });
  await updatePreferences(ana.ctx, { list: { name: "devices.list", columns: [] } });
  expect(await getPreferences(ana.ctx, {})).toEqual({
    density: "compact",
    letterKeys: false,
    columns: { "users.list": ["state"], "devices.list": [] },
  });
  await updatePreferences(ana.ctx, { list: { name: "users.list", columns: null } });
  expect((await getPreferences(ana.ctx, {})).columns).toEqual({ "devices.list": [] });
  expect(await getPreferences(ben.ctx, {})).toEqual({
    density: "comfortable",
    letterKeys: true,
    columns: {},
  });
});

test("preferences that can't be read are as if never chosen", async () => {
  const { ctx, user } = await person("auditor");
  await database().user.update({
    where: { id: user.id },
    data: { preferences: { density: "huge" } },
  });
  expect((await getPreferences(ctx, {})).density).toBe("comfortable");
});

test("a view is its owner's; a shared one is everybody's to open and an administrator's to change", async () => {
  const [ana, ben, root] = [
    await person("author"),
    await person("auditor"),
    await person("administrator"),
  ];
  const own = {
    list: "users.list",
    name: "Suspended",
    query: "state=suspended&cursor=abc",
  } as const;
  const mine = await createView(ana.ctx, own);
  expect(mine).toMatchObject({ query: "state=suspended", mine: true, shared: false });
  await expect(createView(ana.ctx, own)).rejects.toEqual(code("conflict"));
  expect((await listViews(ben.ctx, {})).items).toEqual([]);
  for (const stranger of [ben, root]) {
    await expect(updateView(stranger.ctx, { id: mine.id, name: "x" })).rejects.toEqual(
      code("not-found"),
    );
    await expect(removeView(stranger.ctx, { id: mine.id })).rejects.toEqual(code("not-found"));
  }
  await expect(updateView(ana.ctx, { id: mine.id, shared: true })).rejects.toEqual(
    code("forbidden"),
  );
  await expect(createView(ana.ctx, { ...own, name: "b", shared: true })).rejects.toEqual(
    code("forbidden"),
  );
  const shared = await createView(root.ctx, { ...own, shared: true });
  expect((await listViews(ben.ctx, {})).items).toMatchObject([{ id: shared.id, mine: false }]);
  await expect(removeView(ben.ctx, { id: shared.id })).rejects.toEqual(code("forbidden"));
  await updateView(root.ctx, { id: shared.id, name: "Locked out" });
  await removeView(root.ctx, { id: shared.id });
  expect((await listViews(ben.ctx, {})).items).toEqual([]);
  expect((await listViews(ana.ctx, {})).items).toMatchObject([{ id: mine.id }]);
});
