import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createChannel } from "#lib/channels/create-channel.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { retireChannel } from "#lib/channels/retire-channel.ts";
import type { Context } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { revokeEnforcer } from "#lib/enforcers/revoke-enforcer.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { getRelease } from "#lib/releases/get-release.ts";
import { getReleaseStatus } from "#lib/releases/get-release-status.ts";
import { planRelease } from "#lib/releases/plan-release.ts";
import { promoteRelease } from "#lib/releases/promote-release.ts";
import { publishRelease } from "#lib/releases/publish-release.ts";
import { rollbackRelease } from "#lib/releases/rollback-release.ts";
import { writeSetting } from "#lib/settings/settings.ts";
import { startAuthority, type RunningAuthority } from "./testing.ts";
import { connectFleet, type TestEnforcer } from "./testing-fleet.ts";
import { makePerson, makeToken, type Person } from "./testing-world.ts";

let running: RunningAuthority;
let owner: Person;
let token: Context;
let staged: TestEnforcer;
let live: TestEnforcer;

beforeAll(async () => {
  running = await startAuthority({ settings: { graceSeconds: 0 } });
  await running.pass();
  owner = await makePerson("owner", "owner");
  token = await makeToken(owner);
  await database().$transaction((tx) => writeSetting(tx, "tokensMayPublish", true));
  [live = live] = await connectFleet(running, ["live"]);
  await createChannel(owner.ctx, { slug: "staging", name: "Staging", before: "production" });
  await running.pass();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

async function publish(policy: string): Promise<number> {
  const source = `name: ${policy}\neffect: permit\nsubjects: { users: [owner] }\nresources: { apis: all }`;
  await createPolicy(owner.ctx, { source });
  const { baseNumber } = await getReleaseStatus(token, {});
  const { number } = await publishRelease(token, { message: policy, baseNumber });
  await running.pass();
  return number;
}

async function promote(number: number): Promise<number> {
  const { baseNumber } = await planRelease(token, { promote: number });
  const made = await promoteRelease(token, { number, message: "on", baseNumber });
  await running.pass();
  return made.number;
}

test("a channel without a release makes nobody unready, and its enforcers get nothing to decide by", async () => {
  expect((await fetch(`${running.url}/ready`)).status).toBe(200);
  [staged = staged] = await connectFleet(running, ["staged"], "staging");
  expect(staged.revision()).toBeUndefined();
  expect((await listChannels(token, {})).items).toMatchObject([
    { slug: "staging", release: null, enforcers: 1 },
    { slug: "production", release: 1, enforcers: 1 },
  ]);
});

test("what is written goes to the first channel alone, and is promoted with its content as it is", async () => {
  const before = await live.poll();
  const number = await publish("first");
  await staged.poll();
  expect(staged.release()).toBe(number);
  expect(await live.poll()).toBe(before);
  expect(await getRelease(token, { number })).toMatchObject({
    channel: "staging",
    current: true,
    promotesTo: { slug: "production" },
    rollout: { expected: 1, enforcers: [{ enforcer: "staged" }] },
  });
  // What is written meanwhile is not promoted with it.
  await createPolicy(owner.ctx, {
    source: "name: later\neffect: permit\nsubjects: { users: [owner] }\nresources: { apis: all }",
  });
  const promoted = await promote(number);
  await live.poll();
  expect(live.release()).toBe(promoted);
  expect(live.policies()).toContain("first");
  expect(live.policies()).not.toContain("later");
  await staged.poll();
  expect(staged.release()).toBe(number);
  expect(await getRelease(token, { number: promoted })).toMatchObject({
    channel: "production",
    promotedFrom: number,
    promotesTo: null,
    current: true,
  });
  expect(await getRelease(token, { number })).toMatchObject({ promotesTo: null });
  await expect(promote(number)).rejects.toThrow(/has this content already/);
  await expect(promote(promoted)).rejects.toThrow(/no channel after/);
});

test("a rollback stays in its own channel, and a promotion made on an older base is refused", async () => {
  const number = await publish("second");
  const { baseNumber } = await planRelease(token, { promote: number });
  const rolled = await rollbackRelease(token, {
    number: 1,
    message: "back",
    baseNumber,
  });
  await running.pass();
  expect(rolled).toMatchObject({ channel: "production", rollbackOf: 1 });
  await live.poll();
  await staged.poll();
  expect([live.release(), staged.release()]).toEqual([rolled.number, number]);
  await expect(promoteRelease(token, { number, message: "late", baseNumber })).rejects.toThrow(
    /meanwhile/,
  );
});

test("a bundle of one channel is signed for that channel", async () => {
  const scopes = new Set<string>();
  for (const channel of ["staging", "production"])
    scopes.add(running.authority.store.current(channel, "policy")?.tag ?? "");
  expect(scopes.size).toBe(2);
  expect(await staged.scope()).toMatch(/\/staging\/policy$/);
  expect(await live.scope()).toMatch(/\/production\/policy$/);
});

test("only a channel that nobody follows is retired, and never the last; publishing goes on behind it", async () => {
  await expect(retireChannel(owner.ctx, { slug: "production" })).rejects.toThrow(/last of the/);
  await expect(retireChannel(owner.ctx, { slug: "staging" })).rejects.toThrow(/1 enforcer/);
  await revokeEnforcer(owner.ctx, { slug: "staged" });
  await retireChannel(owner.ctx, { slug: "staging" });
  const number = await publish("third");
  await live.poll();
  expect(live.release()).toBe(number);
});
