import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { sampleDeployment } from "#enforcer/testing/sample-deployment.ts";
import { ready, setUpEnforcer } from "#enforcer/testing/set-up-enforcer.ts";

const { deployment, now } = sampleDeployment();

async function setUp() {
  const { authority, start } = await setUpEnforcer(deployment, now);
  const enforcer = await start();
  await ready(enforcer);
  const ask = (path: string, headers: string[], method = "GET") =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      request({ port: enforcer.port, method, path, headers, setHost: false }, (response) => {
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString()));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      })
        .on("error", reject)
        .end();
    });
  return { authority, ask };
}

const fromNginx = Object.entries({
  Host: "127.0.0.1",
  "X-Original-Method": "GET",
  "X-Original-URI": "/invoices/7?token=s3cret",
  "X-Forwarded-Host": "billing.example.com",
  "X-Forwarded-For": "203.0.113.7",
  "X-Forwarded-Proto": "https",
  Authorization: "Bearer s3cret",
  Cookie: "a=s3cret",
  "X-Api-Key": "s3cret",
}).flat();

describe("what did my gateway send?", () => {
  test("says how each dialect reads it, what it is about, and what is missing", async () => {
    const { ask } = await setUp();
    const { status, body } = await ask("/authorize/echo", fromNginx);
    expect(status).toBe(403);
    expect(JSON.parse(body).read_as).toMatchObject({
      nginx: {
        method: "GET",
        host: "billing.example.com",
        target: "/invoices/7?token=***",
        credential: "Bearer, 6 characters",
        address: "203.0.113.7",
        scheme: "https",
        about: { api: "billing", operation: expect.any(String) },
      },
      forward_auth: { problem: "the gateway did not send X-Forwarded-Method" },
    });
  });

  test("Envoy's is read behind the path, and what came twice is named", async () => {
    const { ask } = await setUp();
    const headers = ["Host", "billing.example.com", "DPoP", "a", "dpop", "b"];
    const { body } = await ask("/envoy-echo/invoices/7", headers, "DELETE");
    const { doubled, read_as } = JSON.parse(body);
    expect(doubled).toEqual(["dpop"]);
    expect(read_as.envoy).toMatchObject({ method: "DELETE", target: "/invoices/7" });
  });

  test("shows no secret, is told again with ?last, never allows and logs no decision", async () => {
    const { authority, ask } = await setUp();
    const { body } = await ask("/authorize/echo", fromNginx);
    expect(body).not.toContain("s3cret");
    const again = await ask("/authorize/echo?last", ["Host", "127.0.0.1"]);
    expect(again).toEqual({ status: 403, body });
    expect(authority.events).toEqual([]);
  });
});
