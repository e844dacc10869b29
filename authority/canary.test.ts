import "#scripts/test-database.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createEvaluator } from "#lib/canaries/evaluate-canaries.ts";
import type { CanaryPlan } from "#lib/canaries/contract.ts";
import { continueCanary } from "#lib/canaries/continue-canary.ts";
import { getCanary } from "#lib/canaries/get-canary.ts";
import { haltCanary } from "#lib/canaries/halt-canary.ts";
import type { Context } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { compareRevisions, parseRevision } from "#lib/enforcers/parse-revision.ts";
import { getEnforcer } from "#lib/enforcers/get-enforcer.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { getReleaseStatus } from "#lib/releases/get-release-status.ts";
import { getRollout } from "#lib/releases/get-rollout.ts";
import { publishRelease } from "#lib/releases/publish-release.ts";
import { writeSetting } from "#lib/settings/settings.ts";
import { startAuthority, untilParked, type RunningAuthority } from "./testing.ts";
import {
  age,
  allowed,
  connectFleet,
  countAllow,
  decide,
  denied,
  type TestEnforcer,
} from "./testing-fleet.ts";
import { makePerson, makeToken, type Person } from "./testing-world.ts";

let running: RunningAuthority;
let owner: Person;
let token: Context;
let fleet: readonly TestEnforcer[];
let policies = 0;
const evaluate = () => createEvaluator(0)();

const quarter: CanaryPlan = {
  enforcers: { by: "percent", percent: 25 },
  minutes: 10,
  afterwards: "ask",
  tolerate: [],
};

beforeAll(async () => {
  // Nothing is waited for: what may be demanded is demanded at once.
  running = await startAuthority({ settings: { graceSeconds: 0 } });
  await running.pass();
  owner = await makePerson("owner", "owner");
  token = await makeToken(owner);
  await database().$transaction((tx) => writeSetting(tx, "tokensMayPublish", true));
  fleet = await connectFleet(running, ["edge-a", "edge-b", "edge-c", "edge-d"]);
});

beforeEach(async () => {
  await database().decision.deleteMany();
  await database().canary.updateMany({
    where: { endedAt: null },
    data: { requested: "halt", requestedBy: "nobody", requestReason: "the next test" },
  });
  await running.pass();
  for (const each of fleet) await each.poll();
  await running.pass();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

const write = (name: string) =>
  createPolicy(owner.ctx, {
    source: `name: ${name}\neffect: permit\nsubjects: { users: [owner] }\nresources: { apis: all }`,
  });

/** A release that is tried on some, signed. */
async function begin(plan: Partial<CanaryPlan> = {}): Promise<number> {
  policies += 1;
  await write(`policy-${policies}`);
  const { baseNumber } = await getReleaseStatus(token, {});
  const canary = { ...quarter, ...plan };
  const { number } = await publishRelease(token, { message: "change", baseNumber, canary });
  await running.pass();
  return number;
}

async function split(number: number) {
  const { enforcerIds } = await database().canary.findUniqueOrThrow({
    where: { releaseNumber: number },
  });
  return {
    canary: fleet.filter(({ id }) => enforcerIds.includes(id)),
    control: fleet.filter(({ id }) => !enforcerIds.includes(id)),
  };
}

/** Everybody polls; nobody's revision may ever fall. */
async function pollAll(): Promise<string[]> {
  const revisions: string[] = [];
  for (const each of fleet) {
    const before = parseRevision(each.revision());
    const now = parseRevision(await each.poll());
    if (!now || (before && compareRevisions(now, before) < 0)) throw new Error("it fell");
    revisions.push(now.join("."));
  }
  return revisions;
}

const state = async (number: number) =>
  database().release.findUniqueOrThrow({ where: { number }, select: { state: true, error: true } });

test("a quarter of four enforcers gets the release; the others' parked polls are not even answered", async () => {
  const [first = ""] = await pollAll();
  const waiting = fleet.map((each) => each.park(3));
  await untilParked(running);
  const number = await begin();
  const { canary, control } = await split(number);
  expect([canary.length, control.length]).toEqual([1, 3]);
  const statuses = await Promise.all(waiting);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 304)).toHaveLength(3);
  const revisions = await pollAll();
  expect(new Set(revisions).size).toBe(2);
  expect(control.map((each) => each.revision())).toEqual([first, first, first]);
  expect(canary.map((each) => each.release())).toEqual([number]);
  const status = await getReleaseStatus(token, {});
  expect(status).toMatchObject({ baseNumber: number, unpublished: { count: 0 } });
  expect(status.current?.number).toBe(control[0]?.release());
  await running.pass();
  expect(await getRollout(token, { number })).toMatchObject({
    state: "canary",
    current: true,
    expected: 1,
    inForce: 1,
  });
  // Each has what it should have.
  for (const each of fleet) {
    const { bundles } = await getEnforcer(owner.ctx, { slug: each.slug });
    expect(bundles[0]).toMatchObject({ name: "policy", newestRevision: each.revision(), lag: 0 });
  }
});

test("nobody is asked for a policy that only the canary has, however long it runs", async () => {
  const number = await begin();
  const { canary, control } = await split(number);
  const atLeast = async () => {
    await database().bundle.updateMany({ where: { name: "signals" }, data: { fingerprint: "" } });
    await running.pass();
    return control[0]?.demandedPolicy();
  };
  await pollAll();
  await running.pass();
  expect(await atLeast()).toBe(control[0]?.revision());
  expect(control[0]?.revision()).not.toBe(canary[0]?.revision());
  await haltCanary(owner.ctx, { number, reason: "enough" });
  await running.pass();
  await pollAll();
  await running.pass();
  expect(await atLeast()).toBe(canary[0]?.revision());
});

test("denials that jump in the canary halt it by itself: the old content in a new, higher revision, and why", async () => {
  const number = await begin();
  const { canary, control } = await split(number);
  await pollAll();
  const tried = canary[0]?.revision();
  await decide(control, 100, allowed);
  await decide(canary, 60, allowed);
  await decide(canary, 40, denied);
  await evaluate();
  await running.pass();
  const why = expect.stringMatching(
    /^Denials jumped in the canary: 40 % of 100 decisions, against 0 % of 300 elsewhere \(z = 1\d\.\d\)/,
  );
  expect(await state(number)).toEqual({ state: "halted", error: why });
  await pollAll();
  const [after, before] = [parseRevision(canary[0]?.revision()), parseRevision(tried)];
  expect(after && before && compareRevisions(after, before)).toBeGreaterThan(0);
  expect(new Set(fleet.map((each) => each.revision())).size).toBe(1);
  expect(canary[0]?.release()).toBe(control[0]?.release());
  expect(canary[0]?.policies()).not.toContain(`policy-${policies}`);
  const event = await database().auditEvent.findFirst({
    where: { action: "release.halted", targetId: String(number) },
  });
  expect(event).toMatchObject({ actorKind: "system", detail: { why } });
  expect(await getCanary(token, { number })).toMatchObject({ state: "halted", endedBecause: why });
  // What was halted is unpublished again, and can be published once it is put right.
  expect((await getReleaseStatus(token, {})).unpublished.count).toBeGreaterThan(0);
});

test("what only the others are denied, or everybody, halts nothing", async () => {
  const number = await begin();
  const { canary, control } = await split(number);
  await pollAll();
  await running.pass();
  await decide(fleet, 60, denied);
  await decide(control, 60, denied);
  await decide(canary, 60, allowed);
  await evaluate();
  await running.pass();
  expect(await getCanary(token, { number })).toMatchObject({
    state: "running",
    evaluation: { verdict: "healthy", canary: { decided: 120, denials: 60 } },
  });
});

test("an enforcer counts for its own group whatever its events claim", async () => {
  const number = await begin();
  const { canary, control } = await split(number);
  await pollAll();
  const claimed = canary[0]?.revision() ?? "";
  for (const each of control) await each.sendDecisions(60, denied, claimed);
  await decide(canary, 60, allowed);
  await countAllow(canary[0]);
  await countAllow(control[0]);
  await evaluate();
  expect(await getCanary(token, { number })).toMatchObject({
    evaluation: { canary: { decided: 61, denials: 0 }, control: { decided: 181, denials: 180 } },
  });
});

test("nobody publishes over a canary, and nobody continues it before its time", async () => {
  const number = await begin();
  await write(`over-${number}`);
  const over = publishRelease(token, { message: "over it", baseNumber: number });
  await expect(over).rejects.toThrow(/continue it or halt it first/);
  await expect(continueCanary(owner.ctx, { number })).rejects.toThrow(/runs until/);
  // Nor does the authority, whatever the table says.
  await database().canary.update({
    where: { releaseNumber: number },
    data: { requested: "continue" },
  });
  await running.pass();
  expect(await state(number)).toMatchObject({ state: "canary" });
});

test("continued, everybody gets it in one new revision", async () => {
  const number = await begin();
  await age(number, 11);
  await pollAll();
  await continueCanary(owner.ctx, { number });
  await running.pass();
  expect(await state(number)).toMatchObject({ state: "served" });
  expect(new Set(await pollAll()).size).toBe(1);
  expect(new Set(fleet.map((each) => each.release()))).toEqual(new Set([number]));
  await expect(haltCanary(owner.ctx, { number, reason: "late" })).rejects.toThrow(/is over/);
});

test("continues by itself only when it was compared and is no worse", async () => {
  const number = await begin({ afterwards: "continue" });
  await pollAll();
  await age(number, 11);
  await evaluate();
  await running.pass();
  expect(await state(number)).toMatchObject({ state: "canary" });
  await decide(fleet, 60, allowed);
  const { canary } = await split(number);
  await running.pass();
  // One that fell silent may have fallen over it.
  const where = { id: canary[0]?.id ?? "" };
  await database().enforcer.update({ where, data: { lastSeenAt: new Date(Date.now() - 180_000) } });
  await evaluate();
  await running.pass();
  expect(await getCanary(token, { number })).toMatchObject({
    state: "running",
    evaluation: { verdict: "unknown", missing: 1 },
  });
  await canary[0]?.poll();
  await running.pass();
  await evaluate();
  await running.pass();
  expect(await state(number)).toMatchObject({ state: "served" });
  expect(await getCanary(token, { number })).toMatchObject({
    state: "continued",
    endedBecause: expect.stringContaining("by itself"),
  });
  await pollAll();
});

test("an enforcer of the canary that refuses the bundle halts it", async () => {
  const number = await begin();
  const { canary } = await split(number);
  await pollAll();
  await running.pass();
  await database().enforcerBundle.updateMany({
    where: { enforcerId: canary[0]?.id ?? randomUUID(), name: "policy" },
    data: { errorCode: "bundle_error", errorMessage: "no such builtin", errorAt: new Date() },
  });
  await evaluate();
  await running.pass();
  expect(await state(number)).toMatchObject({ state: "canary" });
  await age(number, 1);
  await database().enforcerBundle.updateMany({
    where: { errorCode: "bundle_error" },
    data: { errorAt: new Date(Date.now() - 20_000) },
  });
  await evaluate();
  await running.pass();
  expect(await state(number)).toMatchObject({
    state: "halted",
    error: expect.stringContaining("refuses the release: no such builtin"),
  });
  await pollAll();
});

test("an upgrade or a change of keys renews both policies, and no revision falls", async () => {
  const number = await begin();
  const before = await pollAll();
  await database().bundle.updateMany({ where: { name: "policy" }, data: { fingerprint: "old" } });
  await running.pass();
  const after = await pollAll();
  expect(new Set([...before, ...after]).size).toBe(4);
  const { canary, control } = await split(number);
  expect(canary[0]?.release()).toBe(number);
  expect(control[0]?.release()).not.toBe(number);
});

test("a canary goes on over a restart without the database, for the same enforcers", async () => {
  await begin();
  const revisions = await pollAll();
  const { dataDir } = running.authority.settings;
  const again = await startAuthority({ fromDisk: true, settings: { dataDir } });
  const seen: string[] = [];
  for (const each of fleet) seen.push(await each.poll(again.url));
  expect(seen).toEqual(revisions);
  expect(new Set(seen).size).toBe(2);
  await again.stop();
});
