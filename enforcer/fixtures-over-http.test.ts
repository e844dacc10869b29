import { describe, expect, test } from "vitest";
import type { Fixture } from "#lib/engine/fixtures/fixture.ts";
import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import { signFixture } from "#lib/engine/fixtures/sign-fixture.ts";
import {
  createTestClock,
  startTestEnforcer,
  temporaryFolder,
} from "./testing/start-test-enforcer.ts";
import { createTestAuthority } from "./testing/test-authority.ts";

/** What an enforcement point would post, with a real token and proof. */
async function inputOf(fixture: Fixture): Promise<unknown> {
  const { method, host, target, headers } = fixture.request;
  const { address, country, certificateThumbprint } = fixture.client;
  return {
    request: { method, host, target, headers: { ...headers, ...(await signFixture(fixture)) } },
    client: { address, country, certificate_thumbprint: certificateThumbprint },
  };
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await fetch(`${url}/ready`)).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("never ready");
}

/** A whole enforcer that polled, verified and activated the fixture's signed bundles, asked over HTTP. */
async function askOverHttp(fixture: Fixture): Promise<unknown> {
  const clock = createTestClock(fixture.now);
  const authority = await createTestAuthority(clock.nowSeconds);
  const folder = await temporaryFolder();
  await authority.publish(fixture.deployment);
  const enforcer = await startTestEnforcer(authority, clock.clock, folder.path);
  try {
    await untilReady(enforcer.url);
    const response = await fetch(`${enforcer.url}/v1/data/sallyport/authz`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ input: await inputOf(fixture) }),
    });
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null && "result" in body ? body.result : body;
  } finally {
    await enforcer.stop();
    await authority.close();
    await folder.remove();
  }
}

describe("the enforcer over HTTP", () => {
  test.each(loadFixtures().map((fixture) => [fixture.rule, fixture.name, fixture] as const))(
    "rule %s: %s",
    async (_rule, _name, fixture) => {
      expect(await askOverHttp(fixture)).toMatchObject(fixture.expect);
    },
  );
});
