import { afterEach, expect, test } from "vitest";
import type { SignalsData } from "#lib/engine/deployment.ts";
import { sampleDeployment, sampleToken, withSignals } from "./testing/sample-deployment.ts";
import {
  createTestClock,
  startTestEnforcer,
  temporaryFolder,
  until,
} from "./testing/start-test-enforcer.ts";
import { createTestAuthority } from "./testing/test-authority.ts";

const { deployment, now } = sampleDeployment();
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** An enforcer that has seen the sample's token already. */
async function setUp() {
  const time = createTestClock(now);
  const authority = await createTestAuthority(time.nowSeconds);
  const folder = await temporaryFolder();
  closing.push(folder.remove, authority.close);
  await authority.publish(deployment);
  const enforcer = await startTestEnforcer(authority, time.clock, folder.path);
  closing.push(enforcer.stop);
  await until("three bundles", () => enforcer.source.inForce());
  const token = await sampleToken(now);
  const ask = async () => {
    const response = await fetch(`${enforcer.url}/authorize`, {
      headers: {
        authorization: `Bearer ${token}`,
        "x-forwarded-method": "GET",
        "x-forwarded-host": "billing.example.com",
        "x-forwarded-uri": "/invoices/7",
      },
    });
    return response.headers.get("x-sallyport-reason");
  };
  const signal = async (change: Partial<SignalsData>) => {
    const next = withSignals(deployment, { revision: [1, 901], ...change }).signals;
    authority.put("signals", authority.archive(await authority.bundle("signals", next)));
    await until("the signals", () => {
      const revision = enforcer.source.inForce()?.deployment.signals.revision;
      return revision?.[1] === 901;
    });
  };
  expect([await ask(), await ask()]).toEqual(["permitted", "permitted"]);
  return { time, ask, signal };
}

test("a token whose signature is remembered is judged anew each time: its end", async () => {
  const { time, ask } = await setUp();
  time.advance(599);
  expect(await ask()).toBe("permitted");
  time.advance(1);
  expect(await ask()).toBe("invalid-token");
});

test("the key that signed it is withdrawn", async () => {
  const { ask, signal } = await setUp();
  const { issuers } = deployment.signals;
  const keyless = Object.entries(issuers).map(([id, issuer]) => [id, { ...issuer, keys: {} }]);
  await signal({ issuers: Object.fromEntries(keyless) });
  expect(await ask()).toBe("invalid-token");
});

test("its session is revoked", async () => {
  const { ask, signal } = await setUp();
  await signal({ sessions: { "session-1": { revoked_at: now } } });
  expect(await ask()).toBe("session-revoked");
});

test("its subject is suspended, or all of the subject's tokens are revoked", async () => {
  const { ask, signal } = await setUp();
  const ann = deployment.directory.subjects["ann"];
  if (!ann) throw new Error("no ann");
  await signal({ subjects: { ann: { ...ann, seq: 9_000, revoked_before: now } } });
  expect(await ask()).toBe("token-revoked");
});
