import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { sampleDeployment, sampleToken } from "./testing/sample-deployment.ts";
import { ready, setUpEnforcer } from "./testing/set-up-enforcer.ts";

const { deployment, now } = sampleDeployment();

/** Asks as Envoy's ext_authz filter does over HTTP. Not run against a real Envoy. */
async function setUp() {
  const { time, start } = await setUpEnforcer(deployment, now);
  const enforcer = await start();
  await ready(enforcer);
  const bearer = await sampleToken(now);
  const ask = (method: string, target: string, more: Record<string, string> = {}, body = "") =>
    new Promise<{ status: number; header: (name: string) => string | undefined }>(
      (resolve, reject) => {
        const headers = { host: "billing.example.com", "x-envoy-internal": "true", ...more };
        request({ port: enforcer.port, method, path: `/envoy${target}`, headers }, (response) => {
          response.resume();
          const header = (name: string) => response.headers[name]?.toString();
          resolve({ status: response.statusCode ?? 0, header });
        })
          .on("error", reject)
          .end(body);
      },
    );
  return { time, ask, token: { authorization: `Bearer ${bearer}` } };
}

describe("behind Envoy's ext_authz over HTTP", () => {
  test("an allowed caller's identity is set, and all that it sent in others' names is taken away", async () => {
    const { ask, token } = await setUp();
    const answer = await ask("GET", "/invoices/7?a=%20", token);
    expect([answer.status, answer.header("x-sallyport-subject")]).toEqual([200, "ann"]);
    const removed = answer.header("x-envoy-auth-headers-to-remove")?.split(",") ?? [];
    expect(removed).toEqual(expect.arrayContaining(["X-Sallyport-Device", "X-Original-URL"]));
    expect(removed).not.toContain("X-Sallyport-Subject");
  });

  test("any method and body is decided as the caller's own", async () => {
    const { ask, token } = await setUp();
    expect((await ask("POST", "/invoices", token, "{}")).status).toBe(200);
    const stepUp = await ask("DELETE", "/invoices/7", token);
    expect(stepUp.status).toBe(401);
    expect(stepUp.header("www-authenticate")).toContain("insufficient_user_authentication");
    expect((await ask("PURGE", "/invoices/7", token)).status).toBe(403);
  });

  test.each(["/invoices/%2e%2e/x", "//invoices", "/invoices;a/7", "/envoy/../invoices/7"])(
    "%s is refused with 400",
    async (target) => {
      const { ask, token } = await setUp();
      expect((await ask("GET", target, token)).status).toBe(400);
    },
  );

  test("a path without the prefix's slash, and the prefix alone, allow nothing", async () => {
    const { ask, token } = await setUp();
    for (const target of ["", "invoices/7", "*", "?/invoices/7"])
      expect([400, 404]).toContain((await ask("GET", target, token)).status);
  });

  test("what a rate limit refuses is 429 with the time to wait", async () => {
    const { ask, token } = await setUp();
    for (let times = 0; times < 3; times += 1)
      expect((await ask("GET", "/invoices", token)).status).toBe(200);
    const answer = await ask("GET", "/invoices", token);
    expect([answer.status, answer.header("retry-after")]).toEqual([429, expect.any(String)]);
  });

  test("without a lease it is 403, never the 5xx that failure_mode_allow lets pass", async () => {
    const { ask, time, token } = await setUp();
    time.advance(deployment.signals.lease.not_after - now);
    const answer = await ask("GET", "/invoices/7", token);
    expect([answer.status, answer.header("x-sallyport-status")]).toEqual([403, "503"]);
    expect(answer.header("x-sallyport-reason")).toBe("lease-expired");
  });
});
