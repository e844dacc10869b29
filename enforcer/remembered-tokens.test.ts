import { expect, test } from "vitest";
import type { SignalsData } from "#lib/engine/deployment.ts";
import { sampleDeployment, sampleToken, withSignals } from "./testing/sample-deployment.ts";
import { ready, setUpEnforcer } from "./testing/set-up-enforcer.ts";
import { until } from "./testing/start-test-enforcer.ts";

const { deployment, now } = sampleDeployment();

/** An enforcer that has seen the sample's token already. */
async function setUp() {
  const { time, authority, start } = await setUpEnforcer(deployment, now);
  const enforcer = await start();
  await ready(enforcer);
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
