import "#scripts/test-database.ts";
import { createPublicKey } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listApis } from "#lib/apis/list-apis.ts";
import { enforceApi, observeApi } from "#lib/apis/observation/observe-api.ts";
import { readDiscovery } from "#lib/bundle/discovery.ts";
import { readBundle } from "#lib/bundle/read-bundle.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import type { SignalsData } from "#lib/engine/deployment.ts";
import { parseSignalsData } from "#lib/engine/parse-deployment.ts";
import { startAuthority, testRootKey, type RunningAuthority } from "./testing.ts";
import { makeApi, makePerson, makeToken, type Person } from "./testing-world.ts";

let running: RunningAuthority;
let owner: Person;
const reason = "the new release locks the shops out";

beforeAll(async () => {
  running = await startAuthority();
  owner = await makePerson("owner", "owner");
  await makeApi("billing", "owner");
  await signals();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

/** As an enforcer reads them once everything that is due is done. */
async function signals(): Promise<SignalsData> {
  for (let at = 0; at < 3; at += 1) {
    await running.pass();
    await new Promise((resolve) => {
      setTimeout(resolve, 30);
    });
  }
  const { store } = running.authority;
  const [discovery, bundle] = (["discovery", "signals"] as const).map((name) =>
    store.current("production", name),
  );
  if (!discovery || !bundle) throw new Error("nothing is served");
  const trust = await readDiscovery(discovery.bytes, {
    rootKey: createPublicKey(testRootKey().publicPem),
    nowSeconds: Date.now() / 1000,
  });
  const { scope } = trust.bundles.signals;
  const { data } = await readBundle(bundle.bytes, { name: "signals", ...trust.verify, scope });
  return parseSignalsData(data);
}

test("an API is observed at once without a release, is said to be, and ends on demand", async () => {
  const observed = await observeApi(owner.ctx, { slug: "billing", minutes: 60, reason });
  expect(observed).toMatchObject({ mode: "observe", observedNow: { by: "owner", reason } });
  const until = Date.parse(observed.observedNow?.until ?? "") / 1000;
  expect((await signals()).observed).toEqual({ billing: { not_after: Math.floor(until) } });
  expect(await listApis(owner.ctx, { mode: "observe" })).toMatchObject({ total: 1 });
  expect(await listApis(owner.ctx, { mode: "enforce" })).toMatchObject({ total: 0 });
  const event = await database().auditEvent.findFirstOrThrow({ where: { action: "api.observe" } });
  expect(event).toMatchObject({ targetId: "billing", actorName: "owner", detail: { reason } });

  expect(await enforceApi(owner.ctx, { slug: "billing" })).toMatchObject({ mode: "enforce" });
  expect((await signals()).observed).toEqual({});
  await expect(enforceApi(owner.ctx, { slug: "billing" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("it ends by itself", async () => {
  await observeApi(owner.ctx, { slug: "billing", reason });
  await database().apiObservation.updateMany({ data: { until: new Date(Date.now() - 1) } });
  expect((await signals()).observed).toEqual({});
  expect(await listApis(owner.ctx, { mode: "enforce" })).toMatchObject({
    items: [{ observedNow: null }],
  });
});

/** With which code, or "done". */
async function refused(ctx: Person["ctx"], input: Parameters<typeof observeApi>[1]) {
  return observeApi(ctx, input).then(
    () => "done",
    ({ code }: { readonly code: string }) => code,
  );
}

test("nobody opens an API for long, with a token, without a fresh passkey, or where it is restricted", async () => {
  const wanted = { slug: "billing", reason };
  expect(await refused(owner.ctx, { ...wanted, minutes: 61 })).toBe("invalid-input");
  expect(await refused(await makeToken(owner), wanted)).toBe("forbidden");
  expect(await refused((await makePerson("ann")).ctx, wanted)).toBe("forbidden");
  const { actor } = owner.ctx;
  const stale = { ...actor, authTime: new Date(Date.now() - 901_000) } as typeof actor;
  expect(await refused({ ...owner.ctx, actor: stale }, wanted)).toBe("ceremony-required");
  await database().api.update({
    where: { slug: "billing" },
    data: { sensitivity: "restricted" },
  });
  expect(await refused(owner.ctx, wanted)).toBe("conflict");
});
