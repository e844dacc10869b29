import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { none } from "#lib/decisions/contract.ts";
import { listDecisions } from "#lib/decisions/list-decisions.ts";
import { getDenials } from "./get-denials.ts";

afterAll(closeDatabase);

const minuteMs = 60_000;
const nowMs = Date.now();
const ago = (minutes: number) => new Date(nowMs - minutes * minuteMs);
const ids = new Map<string, string>();
const denied = { outcome: "deny", reason: "no-permit", subject: "ana", policyRevision: "1.7" };

/** So many, spread evenly over minutes: from so long ago until so long ago. */
async function decide(
  enforcer: string,
  count: number,
  [fromMinutes, toMinutes]: readonly [number, number],
  more: object = {},
) {
  await database().decision.createMany({
    data: Array.from({ length: count }, (_each, index) => ({
      decidedAt: ago(fromMinutes - ((fromMinutes - toMinutes) * index) / count),
      enforcerId: ids.get(enforcer) ?? "",
      decisionId: crypto.randomUUID(),
      channelSlug: "production",
      enforcerSlug: enforcer,
      outcome: "allow",
      reason: "permitted",
      subject: `p${index % 7}`,
      api: "orders",
      facts: {},
      ...more,
    })),
  });
}

async function addEnforcer(slug: string, more: object = {}) {
  const data = { slug, name: slug, kind: "sallyport", channelSlug: "production" } as const;
  const row = await database().enforcer.create({
    data: { ...data, lastSeenAt: ago(0), lastDecisionAt: ago(0), ...more },
  });
  ids.set(slug, row.id);
}

beforeAll(async () => {
  await database().channel.create({
    data: { slug: "production", name: "Production", releaseNumber: 41 },
  });
  await database().release.create({
    data: {
      number: 41,
      channelSlug: "production",
      state: "served",
      content: {},
      digest: "d",
      message: "m",
      baseNumber: 40,
      authorKind: "system",
      authorName: "s",
      servedAt: ago(7),
    },
  });
  await database().bundle.create({
    data: {
      channelSlug: "production",
      name: "policy",
      epoch: 1,
      number: 7n,
      bytes: new Uint8Array(),
      tag: "t",
      kid: "k",
      releaseNumber: 41,
    },
  });
  await addEnforcer("steady");
  await addEnforcer("edge");
  await addEnforcer("clock", { clockSkewSeconds: -600 });
  await addEnforcer("cut-off", { lastSeenAt: ago(24 * 60 + 5), lastDecisionAt: ago(24 * 60 + 6) });
  await addEnforcer("unused", { lastSeenAt: ago(24 * 60 + 5), lastDecisionAt: ago(30 * 60) });
  await database().releaseActivation.create({
    data: { releaseNumber: 41, enforcerId: ids.get("edge") ?? "", at: ago(7) },
  });
  // Half is always denied there, and scanners ask for what isn't there.
  await decide("steady", 3000, [365, 0.2]);
  await decide("steady", 3000, [365, 0.2], denied);
  await decide("steady", 3000, [365, 0.2], { ...denied, reason: "unknown-api", api: null });
  await decide("edge", 3000, [365, 4.5]);
});

test("what is denied as usual is no jump, however much it is", async () => {
  const found = await getDenials(person("auditor"), {});
  expect(found.groups.map(({ reason }) => reason).toSorted()).toEqual(["no-permit", "unknown-api"]);
  expect(found.denied).toBeGreaterThan(60);
  expect(found.jump).toBeNull();
});

test("few denials are no jump, and enough are one, with the release that began it", async () => {
  await decide("edge", 19, [4, 0.5], denied);
  expect((await getDenials(person(), {})).jump).toBeNull();
  await decide("edge", 60, [4, 0.5], { ...denied, subject: null });
  const { jump, groups } = await getDenials(person(), {});
  expect(jump).toMatchObject({
    denied: 79,
    top: { enforcer: "edge", api: "orders", reason: "no-permit", release: 41, denied: 79 },
    cause: { kind: "release", number: 41, previous: 40 },
  });
  expect(jump?.cause).toHaveProperty("secondsBefore", expect.closeTo(165, -2));
  expect(groups.filter(({ jumped }) => jumped)).toHaveLength(1);
});

test("each group is as many decisions as its link lists", async () => {
  const { groups, from, to } = await getDenials(person(), {});
  for (const { reason, enforcer, api, revision, denied: count } of groups) {
    const filter = { reason, enforcer, api: api ?? none, revision: revision ?? none, from, to };
    const { items } = await listDecisions(person(), { ...filter, limit: 200 });
    expect(items).toHaveLength(count);
  }
  expect(groups.length).toBeGreaterThan(2);
});

test("one caller who makes nearly all denials is named", async () => {
  await decide("edge", 400, [4, 0.5], { ...denied, reason: "invalid-token", ip: "192.0.2.9" });
  expect((await getDenials(person(), {})).jump?.cause).toEqual({
    kind: "caller",
    subject: "ana",
    ip: "192.0.2.9",
    percent: 100,
  });
});

test("a release is not suspected where nothing was decided before", async () => {
  await addEnforcer("new");
  await decide("new", 900, [4, 0.5], denied);
  expect((await getDenials(person(), {})).jump).toMatchObject({
    top: { enforcer: "new", release: 41 },
    cause: { kind: "caller", subject: "ana" },
  });
});

test("faults of an enforcer need no baseline, and a wrong clock is found", async () => {
  await decide("clock", 900, [360, 0.5], { ...denied, reason: "lease-expired", api: null });
  await decide("clock", 1500, [4, 0.5], { ...denied, reason: "lease-expired", api: null });
  expect((await getDenials(person(), {})).jump).toMatchObject({
    top: { enforcer: "clock", reason: "lease-expired" },
    cause: { kind: "clock", enforcer: "clock", seconds: -600 },
  });
});

test("an enforcer that lost the authority is named by when it was last heard of", async () => {
  await database().enforcer.update({
    where: { slug: "clock" },
    data: { clockSkewSeconds: 0, lastSeenAt: ago(90) },
  });
  const { jump } = await getDenials(person(), {});
  expect(jump?.cause).toEqual({
    kind: "unreachable",
    enforcer: "clock",
    since: ago(90).toISOString(),
  });
});

test("who fell silent at work is named once the lease is over, and who was out of use is not", async () => {
  const { silent } = await getDenials(person(), {});
  expect(silent.map(({ enforcer, leaseOver }) => [enforcer, leaseOver])).toEqual([
    ["cut-off", true],
    ["clock", false],
  ]);
});

test("who may not read decisions is refused", async () => {
  await expect(getDenials(person("user"), {})).rejects.toThrow("decisions:read");
});
