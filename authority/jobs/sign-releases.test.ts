import "#scripts/test-database.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enroll } from "#lib/authenticators/testing.ts";
import type { CanaryPlan } from "#lib/canaries/contract.ts";
import type { Context } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { approveRelease } from "#lib/releases/approve-release.ts";
import { getReleaseStatus } from "#lib/releases/get-release-status.ts";
import { prepareRelease } from "#lib/releases/prepare-release.ts";
import { publishRelease } from "#lib/releases/publish-release.ts";
import { releaseDigest } from "#lib/releases/release-digest.ts";
import { withdrawRelease } from "#lib/releases/withdraw-release.ts";
import { readSettings, writeSetting } from "#lib/settings/settings.ts";
import { startAuthority, type RunningAuthority } from "#authority/testing.ts";
import { makePerson, makeToken, type Person } from "#authority/testing-world.ts";

type Approver = Awaited<ReturnType<typeof enroll>>;

let running: RunningAuthority;
let ana: Approver;
let bob: Approver;
let owner: Person;
let token: Context;
let policies = 0;

async function approver(): Promise<Approver> {
  const person = await enroll();
  await database().user.update({
    where: { id: person.userId },
    data: { consoleRole: "administrator" },
  });
  const actor = { ...person.ctx.actor, consoleRole: "administrator" as const };
  return { ...person, ctx: { ...person.ctx, actor } };
}

beforeAll(async () => {
  running = await startAuthority();
  await running.pass();
  await running.pass();
  ana = await approver();
  bob = await approver();
  owner = await makePerson("owner", "owner");
  token = await makeToken(owner);
});

beforeEach(async () => {
  await tokensMayPublish(false);
  policies += 1;
  const source = `name: policy-${policies}\neffect: permit\nsubjects: { users: [owner] }\nresources: { apis: all }`;
  await createPolicy(owner.ctx, { source });
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

const tokensMayPublish = (may: boolean) =>
  database().$transaction((tx) => writeSetting(tx, "tokensMayPublish", may));

/** Published with a passkey, not yet signed. */
async function publishAs(person: Approver): Promise<number> {
  const { baseNumber } = await getReleaseStatus(person.ctx, {});
  const { digest } = await prepareRelease(person.ctx, { baseNumber });
  const assertion = person.device.get({ challenge: digest });
  return (await publishRelease(person.ctx, { message: "change", baseNumber, assertion })).number;
}

async function publishWithToken(): Promise<number> {
  const { baseNumber } = await getReleaseStatus(token, {});
  return (await publishRelease(token, { message: "change", baseNumber })).number;
}

const find = (number: number) => database().release.findUniqueOrThrow({ where: { number } });

/** What a release became after it was changed in the table, past every verb and every trigger. */
async function signedAfter(number: number, data: Prisma.ReleaseUpdateInput) {
  const { releaseNumber } = await database().channel.findFirstOrThrow();
  await database().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await tx.release.update({ where: { number }, data });
  });
  await running.pass();
  const { releaseNumber: served } = await database().channel.findFirstOrThrow();
  expect(served).toBe(releaseNumber);
  return find(number);
}

async function digestOf(number: number, content: unknown): Promise<string> {
  const row = await find(number);
  const { deployment } = await readSettings(database());
  return releaseDigest({
    deployment,
    channel: row.channelSlug,
    number,
    baseNumber: row.baseNumber,
    content,
    canary: null,
  });
}

const emptied = { apis: [], policies: [] };

test("serves what a person approved with a passkey over its digest", async () => {
  const number = await publishAs(ana);
  await running.pass();
  expect(await find(number)).toMatchObject({ state: "served", error: null });
  expect(await database().channel.findFirst()).toMatchObject({ releaseNumber: number });
});

test("refuses content that was changed after the approval", async () => {
  const row = await signedAfter(await publishAs(ana), { content: emptied });
  expect(row).toMatchObject({ state: "failed", error: expect.stringContaining("digest") });
  const event = await database().auditEvent.findFirst({ where: { action: "release.refuse" } });
  expect(event).toMatchObject({ targetId: String(row.number) });
});

test("refuses changed content with a digest made to fit: the passkey signed another one", async () => {
  const number = await publishAs(ana);
  const digest = await digestOf(number, emptied);
  const row = await signedAfter(number, { content: emptied, digest });
  expect(row).toMatchObject({ state: "failed", error: expect.stringContaining("wrong-challenge") });
});

test("refuses another release's approval, and one under somebody else's name", async () => {
  const first = await find(await publishAs(ana));
  await running.pass();
  await createPolicy(owner.ctx, {
    source:
      "name: one-more\neffect: permit\nsubjects: { users: [owner] }\nresources: { apis: all }",
  });
  const copied = await signedAfter(await publishAs(ana), { approval: first.approval ?? {} });
  expect(copied).toMatchObject({ state: "failed" });
  const number = await publishAs(ana);
  const { approval } = await find(number);
  const renamed = { ...Object(approval), userId: bob.userId };
  expect(await signedAfter(number, { approval: renamed })).toMatchObject({
    state: "failed",
    error: expect.stringContaining("somebody else"),
  });
});

test("refuses an assertion without user verification, of another origin, or by an unknown passkey", async () => {
  for (const how of [{ verified: false }, { origin: "https://evil.example" }]) {
    const number = await publishAs(ana);
    const row = await find(number);
    const response = ana.device.get({ challenge: row.digest }, how);
    const approval = JSON.parse(JSON.stringify({ ...Object(row.approval), response })) as object;
    expect(await signedAfter(number, { approval })).toMatchObject({ state: "failed" });
  }
  const number = await publishAs(ana);
  await database().authenticator.updateMany({
    where: { userId: ana.userId },
    data: { credentialId: "removed" },
  });
  expect(await signedAfter(number, {})).toMatchObject({ state: "failed" });
  await database().authenticator.updateMany({
    where: { userId: ana.userId },
    data: { credentialId: ana.device.id },
  });
});

test("refuses the approval of somebody who may publish no more, or is suspended", async () => {
  const one = await publishAs(bob);
  await database().user.update({ where: { id: bob.userId }, data: { consoleRole: "author" } });
  expect(await signedAfter(one, {})).toMatchObject({ state: "failed" });
  await database().user.update({
    where: { id: bob.userId },
    data: { consoleRole: "administrator" },
  });
  const two = await publishAs(bob);
  await database().user.update({ where: { id: bob.userId }, data: { state: "suspended" } });
  expect(await signedAfter(two, {})).toMatchObject({ state: "failed" });
  await database().user.update({ where: { id: bob.userId }, data: { state: "active" } });
});

test("a token's release waits for a person where tokens may not publish, whatever its row says", async () => {
  const number = await publishWithToken();
  await running.pass();
  expect(await find(number)).toMatchObject({ state: "waiting" });
  expect(await signedAfter(number, { state: "signing" })).toMatchObject({
    state: "failed",
    error: expect.stringContaining("Tokens may not publish"),
  });
});

test("a waiting release is served once a person approved it", async () => {
  const number = await publishWithToken();
  const { baseNumber } = await find(number);
  const { digest } = await prepareRelease(ana.ctx, { baseNumber, approve: number });
  const assertion = ana.device.get({ challenge: digest });
  await approveRelease(ana.ctx, { number, assertion });
  await running.pass();
  expect(await find(number)).toMatchObject({ state: "served" });
});

test("a token's release is served where tokens may publish, but not after the token was revoked", async () => {
  await tokensMayPublish(true);
  const served = await publishWithToken();
  await running.pass();
  expect(await find(served)).toMatchObject({ state: "served" });
  await createPolicy(owner.ctx, {
    source: "name: late\neffect: permit\nsubjects: { users: [owner] }\nresources: { apis: all }",
  });
  const number = await publishWithToken();
  await database().apiToken.updateMany({ data: { revokedAt: new Date() } });
  expect(await signedAfter(number, {})).toMatchObject({ state: "failed" });
  await database().apiToken.updateMany({ data: { revokedAt: null } });
});

test("refuses a release by the system that is not the first, or by nobody", async () => {
  for (const authorKind of ["system", "user", "nobody"]) {
    const number = await publishAs(ana);
    const row = await signedAfter(number, { authorKind, approval: Prisma.DbNull });
    expect(row).toMatchObject({ state: "failed", error: "Nobody has approved it." });
  }
});

test("who gets it first is part of what was approved: neither the sender nor the table changes it", async () => {
  for (const slug of ["one", "other"])
    await database().enforcer.create({
      data: { slug, name: slug, kind: "opa", channelSlug: "production", lastSeenAt: new Date() },
    });
  const canary: CanaryPlan = {
    enforcers: { by: "percent", percent: 50 },
    minutes: 30,
    afterwards: "ask",
    tolerate: [],
  };
  const { baseNumber } = await getReleaseStatus(ana.ctx, {});
  const approved = async () => {
    const { digest } = await prepareRelease(ana.ctx, { baseNumber, canary });
    const assertion = ana.device.get({ challenge: digest });
    return { message: "first for some", baseNumber, assertion };
  };
  await expect(publishRelease(ana.ctx, await approved())).rejects.toThrow(/confirmation/);
  const { number } = await publishRelease(ana.ctx, { ...(await approved()), canary });
  const changed = { where: { number }, data: { canaryPlan: { ...canary, minutes: 1 } } };
  await expect(database().release.update(changed)).rejects.toThrow(/immutable/);
  expect(await signedAfter(number, { canaryPlan: Prisma.DbNull })).toMatchObject({
    state: "failed",
    error: expect.stringContaining("digest"),
  });
});

test("a withdrawn release is not signed", async () => {
  const number = await publishAs(ana);
  await withdrawRelease(ana.ctx, { number });
  await running.pass();
  expect(await find(number)).toMatchObject({ state: "withdrawn" });
});

test("an approval is good once: neither a served nor a withdrawn release can be put back in line", async () => {
  const served = await publishAs(ana);
  await running.pass();
  await createPolicy(owner.ctx, {
    source: "name: later\neffect: permit\nsubjects: { users: [owner] }\nresources: { apis: all }",
  });
  const withdrawn = await publishAs(ana);
  await withdrawRelease(ana.ctx, { number: withdrawn });
  const now = await publishAs(ana);
  await running.pass();
  expect(await find(now)).toMatchObject({ state: "served" });
  for (const number of [served, withdrawn])
    expect(await signedAfter(number, { state: "signing" })).toMatchObject({
      state: "failed",
      error: expect.stringContaining(`release ${now} is in force`),
    });
});

test("more people who publish at once than there are connections don't lock each other up", async () => {
  const { baseNumber } = await getReleaseStatus(ana.ctx, {});
  const prepared = await Promise.all(
    Array.from({ length: 16 }, () => prepareRelease(ana.ctx, { baseNumber })),
  );
  expect(new Set(prepared.map(({ digest }) => digest)).size).toBe(1);
});
