import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { wwwAuthenticate } from "#lib/engine/challenge.ts";
import { compileDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";
import { dataApiInput } from "#lib/engine/fixtures/data-api-input.ts";
import { fixtureInput } from "#lib/engine/fixtures/fixture-input.ts";
import type { Decision } from "#lib/engine/decision.ts";
import type { Fixture } from "#lib/engine/fixtures/fixture.ts";
import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import { reasonText } from "#lib/engine/reasons.ts";
import { findOpa } from "./testing/find-opa.ts";
import { runOpa, type RunningOpa } from "./testing/run-opa.ts";
import { writeLibrary } from "./testing/write-library.ts";

/** What the engine says, in the keys that OPA's result shares with it. */
function engineResult(fixture: Fixture): Record<string, unknown> {
  const input = fixtureInput(fixture);
  const compiled = fixture.hasDocuments ? compileDeployment(fixture.deployment) : null;
  const shared: Partial<Decision> & Pick<Decision, "outcome" | "reason" | "challenge"> = {
    ...decide(compiled, input, fixture.clockReadable ? fixture.now : Number.NaN),
  };
  for (const own of ["detail", "trace", "valid_seconds"] as const) delete shared[own];
  const { status, caller } = reasonText(shared.reason);
  const allow = shared.outcome === "allow";
  const scheme = fixture.token?.scheme ?? "Bearer";
  const invalidToken = ["invalid-token", "session-revoked", "token-revoked"].includes(
    shared.reason,
  );
  const header = wwwAuthenticate(shared.challenge, { scheme, invalidToken });
  return {
    ...shared,
    allow,
    allowed: allow,
    message: caller,
    status,
    status_code: status,
    http_status: status,
    headers: {
      "X-Sallyport-Reason": shared.reason,
      ...(allow ? identityHeaders(shared) : { "Cache-Control": "no-store" }),
      ...(status === 401 && { "WWW-Authenticate": header }),
    },
  };
}

/** What the upstream is told of an allowed caller; what is not known is not said. */
function identityHeaders(decided: Partial<Decision>): Readonly<Record<string, unknown>> {
  const said = ["subject", "device", "session", "api", "operation"] as const;
  return Object.fromEntries(
    said.flatMap((member) => {
      const value = decided[member] ?? null;
      const name = `X-Sallyport-${member.charAt(0).toUpperCase()}${member.slice(1)}`;
      return value === null ? [] : [[name, encodeURI(value).replaceAll("%7C", "|")]];
    }),
  );
}

const fixtures = loadFixtures();
const noDocuments = { policy: {}, directory: {}, signals: {} };

describe.skipIf(findOpa() === null)("stock OPA", () => {
  let opa: RunningOpa;
  let folder: string;
  beforeAll(async () => {
    folder = writeLibrary();
    opa = await runOpa(["--log-level", "error", folder]);
  });
  afterAll(async () => {
    await opa.stop();
    rmSync(folder, { recursive: true });
  });

  test.each(fixtures.map((fixture) => [fixture.group, fixture.name, fixture] as const))(
    "%s: %s",
    async (_group, _name, fixture) => {
      const deployment = fixture.hasDocuments ? fixture.deployment : noDocuments;
      const now = fixture.clockReadable ? fixture.now : null;
      const input = dataApiInput(fixture);
      const decision = await opa.query("sallyport/fixture/decision", { deployment, now, input });
      expect(decision).toMatchObject((fixture.opa ?? fixture).expect);
      if (fixture.opa === null) expect(decision).toMatchObject(engineResult(fixture));
    },
  );

  test("where OPA can't know better, it never allows what the engine does not", () => {
    const better = fixtures.filter(
      ({ opa: known, expect: expected }) =>
        known?.expect.outcome === "allow" && expected.outcome !== "allow",
    );
    expect(better).toEqual([]);
  });

  const masked = async (input: unknown) => {
    const mask = await opa.query("system/log/mask", { input, path: "sallyport/authz" });
    return z.array(z.union([z.string(), z.looseObject({ path: z.string() })])).parse(mask);
  };

  test("a decision log holds no secret, whatever form the input has", async () => {
    const secret = "s3cret";
    const request = { method: "GET", host: "a", target: "/" };
    expect(await masked({ request, client: { address: "::1" }, trace: true })).toEqual([]);
    expect(await masked(secret)).toContain("/input");
    expect(await masked({ request: secret })).toContain("/input/request");
    expect(await masked({ request, client: [secret] })).toContain("/input/client");
    expect(await masked({ request: { ...request, target: [secret] } })).toContain(
      "/input/request/target",
    );
    expect(await masked({ request: { ...request, headers: secret } })).toContain(
      "/input/request/headers",
    );
    const headers = { Cookie: secret, "User-Agent": "curl" };
    expect(await masked({ request: { ...request, headers, body: secret } })).toEqual([
      "/input/request/body",
      "/input/request/headers/Cookie",
    ]);
    for (const target of [`/a?b=${secret}&c`, `/a#b=${secret}&c`])
      expect(await masked({ request: { ...request, target } })).toEqual([
        { op: "upsert", path: "/input/request/target", value: "/a?b=***&c" },
      ]);
  });

  test("the library passes OPA's strict check", () => {
    const check = ["check", "--strict", folder];
    expect(execFileSync(findOpa() ?? "", check, { encoding: "utf8" })).toBe("");
    expect(execFileSync(findOpa() ?? "", [...check, "--v1-compatible"], { encoding: "utf8" })).toBe(
      "",
    );
  });
});
