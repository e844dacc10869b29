import "#scripts/test-database.ts";
import { randomBytes } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { closeDatabase, database } from "#lib/db/client.ts";
import { resealKeys } from "./reseal-keys.ts";
import { isSealedUnder } from "#lib/keys/sealed-key.ts";
import { authoritySettings } from "./authority-settings.ts";
import { loadSigners } from "./signers.ts";
import { startAuthority, testRootKey } from "./testing.ts";

/** What the keys are sealed under at the moment. */
let current = "";

afterAll(closeDatabase);

const sealedKeys = async () =>
  (await database().signingKey.findMany({ orderBy: { kid: "asc" } })).flatMap(
    ({ kid, sealedPrivate }) => (sealedPrivate ? [{ kid, sealedPrivate }] : []),
  );

test("a new AUTHORITY_KEK takes the old one's place, also when it is stopped half-way, and nothing signed changes", async () => {
  testRootKey();
  const kek = randomBytes(32).toString("base64url");
  current = kek;
  const before = authoritySettings();
  const both = { ...before, kek, previousKek: before.kek };
  const old = await loadSigners(before, null);
  const [first, second] = await sealedKeys();
  if (!first || !second) throw new Error("there are two keys");

  // Killed after the first: put the second back as it was.
  expect(await resealKeys(kek, before.kek)).toBe(2);
  await database().signingKey.update({
    where: { kid: second.kid },
    data: { sealedPrivate: second.sealedPrivate },
  });
  await expect(loadSigners({ ...before, kek }, null)).rejects.toThrow("AUTHORITY_KEK");

  const running = await startAuthority({ settings: both });
  await running.pass();
  await running.stop();
  const after = await sealedKeys();
  expect(after.every(({ sealedPrivate }) => isSealedUnder(sealedPrivate, kek))).toBe(true);
  expect(after.map(({ kid }) => kid)).toEqual([first.kid, second.kid]);
  const alone = await loadSigners({ ...before, kek }, null);
  expect([alone.token.kid, ...alone.bundles.map((each) => each.kid)]).toEqual([
    old.token.kid,
    ...old.bundles.map((each) => each.kid),
  ]);
  expect(await database().auditEvent.count({ where: { action: "key.reseal" } })).toBe(3);
  expect(await resealKeys(kek, before.kek)).toBe(0);
});

test("several authorities that do it at once seal each key once", async () => {
  const next = randomBytes(32).toString("base64url");
  const done = await Promise.all([1, 2, 3].map(() => resealKeys(next, current)));
  expect(done.reduce((sum, count) => sum + count, 0)).toBe((await sealedKeys()).length);
});
