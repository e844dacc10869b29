import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataApiInput } from "#lib/engine/fixtures/data-api-input.ts";
import type { Fixture } from "#lib/engine/fixtures/fixture.ts";
import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import {
  createTestClock,
  startTestEnforcer,
  temporaryFolder,
} from "./testing/start-test-enforcer.ts";
import { createTestAuthority } from "./testing/test-authority.ts";

type Running = { readonly url: string; readonly stop: () => Promise<void> };

/** A whole enforcer that polled, verified and activated the fixture's signed bundles. */
async function startFor(fixture: Fixture): Promise<Running> {
  const clock = createTestClock(fixture.now);
  const authority = await createTestAuthority(clock.nowSeconds);
  const folder = await temporaryFolder();
  if (fixture.hasDocuments) await authority.publish(fixture.deployment);
  const enforcer = await startTestEnforcer(authority, clock.clock, folder.path);
  if (fixture.hasDocuments) await untilReady(enforcer.url);
  return {
    url: enforcer.url,
    stop: async () => {
      await enforcer.stop();
      await authority.close();
      await folder.remove();
    },
  };
}

async function untilReady(url: string): Promise<void> {
  while ((await fetch(`${url}/ready`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

async function ask(url: string, fixture: Fixture): Promise<unknown> {
  const response = await fetch(`${url}/v1/data/sallyport/authz`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input: dataApiInput(fixture) }),
  });
  const body: unknown = await response.json();
  return typeof body === "object" && body !== null && "result" in body ? body.result : body;
}

/** Fixtures of the same documents and clock share an enforcer, unless what it counts is what is shown. */
function byDeployment(fixtures: readonly Fixture[]): readonly (readonly Fixture[])[] {
  const groups = new Map<string, Fixture[]>();
  for (const fixture of fixtures) {
    const { deployment, hasDocuments, now, enforcer, name } = fixture;
    const key = JSON.stringify([deployment, hasDocuments, now, enforcer && name]);
    groups.set(key, [...(groups.get(key) ?? []), fixture]);
  }
  return [...groups.values()];
}

// An enforcer can't be without a clock: `decision-time.test.ts` shows what it does with a wrong one.
const fixtures = loadFixtures().filter(({ clockReadable }) => clockReadable);

describe.each(byDeployment(fixtures))("the enforcer over HTTP", (...group) => {
  let running: Running;
  beforeAll(async () => {
    const [first] = group;
    if (first) running = await startFor(first);
  });
  afterAll(async () => running.stop());

  test.each(group.map((fixture) => [fixture.group, fixture.name, fixture] as const))(
    "%s: %s",
    async (_group, _name, fixture) => {
      expect(await ask(running.url, fixture)).toMatchObject(fixture.expect);
      if (!fixture.enforcer) return;
      for (let before = 1; before < fixture.enforcer.after; before += 1)
        await ask(running.url, fixture);
      expect(await ask(running.url, fixture)).toMatchObject(fixture.enforcer.expect);
    },
  );
});
