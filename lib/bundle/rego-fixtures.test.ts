import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fixture } from "#lib/engine/fixtures/fixture.ts";
import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import { signFixture } from "#lib/engine/fixtures/sign-fixture.ts";
import { findOpa } from "./testing/find-opa.ts";
import { runOpa, type RunningOpa } from "./testing/run-opa.ts";

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What an enforcement point would post, with a real token and proof. */
async function inputOf(fixture: Fixture): Promise<unknown> {
  const { method, host, target, headers } = fixture.request;
  const { address, country, certificateThumbprint } = fixture.client;
  return {
    request: { method, host, target, headers: { ...headers, ...(await signFixture(fixture)) } },
    client: { address, country, certificate_thumbprint: certificateThumbprint },
  };
}

describe.skipIf(findOpa() === null)("stock OPA", () => {
  let opa: RunningOpa;
  beforeAll(async () => {
    opa = await runOpa(["--log-level", "error", folder("rego"), folder("testing/fixture.rego")]);
  });
  afterAll(async () => {
    await opa.stop();
  });

  test.each(loadFixtures().map((fixture) => [fixture.name, fixture] as const))(
    "decides as the engine: %s",
    async (_name, fixture) => {
      const { deployment, now } = fixture;
      const decision = await opa.query("sallyport/fixture/decision", {
        deployment,
        now,
        input: await inputOf(fixture),
      });
      expect(decision).toMatchObject((fixture.opa ?? fixture).expect);
    },
  );
});
