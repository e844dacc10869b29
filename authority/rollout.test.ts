import "#scripts/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, database } from "#lib/db/client.ts";
import { getRollout } from "#lib/releases/get-rollout.ts";
import { connectEnforcer, startAuthority, type RunningAuthority } from "./testing.ts";
import { makeApi, makePerson, makeToken, publishByToken, type Person } from "./testing-world.ts";

let running: RunningAuthority;
let owner: Person;

beforeAll(async () => {
  running = await startAuthority();
  await running.pass();
  owner = await makePerson("owner", "owner");
  await makeApi("billing", "owner");
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

async function newestNumber(): Promise<number> {
  const { releaseNumber } = await database().channel.findFirstOrThrow();
  return releaseNumber ?? 0;
}

/** Fetches the policy bundle, and acknowledges it if told to. */
async function poll(credential: string, held?: string): Promise<string> {
  const response = await fetch(`${running.url}/opa/v1/bundles/policy`, {
    headers: {
      authorization: `Bearer ${credential}`,
      "user-agent": "Open Policy Agent/1.12.0 (linux, amd64)",
      ...(held === undefined ? {} : { "if-none-match": held }),
    },
  });
  await response.arrayBuffer();
  return response.headers.get("etag") ?? "";
}

test("tells how far a release has come and how long it took, enforcer by enforcer", async () => {
  const [fast, slow] = [await connectEnforcer("fast"), await connectEnforcer("slow")];
  await connectEnforcer("never");
  await running.pass();
  const [before, other] = [await poll(fast), await poll(slow)];
  await poll(fast, before);
  await poll(slow, other);
  await publishByToken(await makeToken(owner));
  await running.pass();
  const number = await newestNumber();
  const at = () => getRollout(owner.ctx, { number });
  expect(await at()).toMatchObject({
    current: true,
    expected: 2,
    inForce: 0,
    seconds: { half: null, most: null, all: null },
    enforcers: [
      { enforcer: "fast", state: "behind", advisory: expect.stringContaining("#8215") },
      { enforcer: "never", state: "waiting", expected: false, advisory: null },
      { enforcer: "slow", state: "behind" },
    ],
  });
  await poll(fast, await poll(fast, before));
  await running.pass();
  expect(await at()).toMatchObject({
    inForce: 1,
    seconds: { half: expect.any(Number), most: null, all: null },
    enforcers: [{ state: "in-force", seconds: expect.any(Number) }, {}, { seconds: null }],
  });
  // It fetches again and again and does not put it in force.
  for (let attempt = 0; attempt < 4; attempt += 1) await poll(slow, other);
  await running.pass();
  expect(await at()).toMatchObject({
    rejecting: 1,
    enforcers: [{}, {}, { state: "rejecting", error: expect.stringContaining("fetched") }],
  });
  await poll(slow, await poll(slow, other));
  await running.pass();
  const done = await at();
  expect(done).toMatchObject({ inForce: 2, rejecting: 0 });
  expect(done.seconds.all).toBeGreaterThanOrEqual(done.seconds.half ?? Infinity);
  // What an enforcer acknowledges later does not move the time.
  await poll(fast, await poll(fast));
  await running.pass();
  expect((await at()).enforcers[0]?.seconds).toBe(done.enforcers[0]?.seconds);
});

test("who was silent for longer than a lease is waited for no more", async () => {
  const number = await newestNumber();
  await database().enforcer.update({
    where: { slug: "slow" },
    data: { lastSeenAt: new Date(Date.now() - 2 * 86_400_000) },
  });
  expect(await getRollout(owner.ctx, { number })).toMatchObject({ expected: 1, inForce: 1 });
});
