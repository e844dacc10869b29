import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, startNginx, type Program } from "#e2e/programs.ts";
import { nginxConfig } from "#lib/enforcers/nginx-config.ts";
import { findNginx } from "#scripts/find-programs.mjs";
import { rawRequest } from "./testing/raw-request.ts";
import { sampleDeployment, sampleToken } from "./testing/sample-deployment.ts";
import {
  createTestClock,
  startTestEnforcer,
  temporaryFolder,
  until,
} from "./testing/start-test-enforcer.ts";
import { createTestAuthority } from "./testing/test-authority.ts";

const { deployment, now } = sampleDeployment();

const isHearsay =
  /forwarded$|real-ip|original|rewrite|forwarded-(?:uri|method|prefix|port)|secret|_/;

/** What the API behind nginx was sent. */
type Arrived = {
  readonly target: string;
  readonly subject: string | undefined;
  readonly reason: string | undefined;
  /** The names of every header that could name another path, caller or way. */
  readonly hearsay: readonly string[];
};

describe.skipIf(findNginx() === undefined)("behind a real nginx", () => {
  const arrived: Arrived[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  let nginx: Program;
  let bearer = "";
  const time = createTestClock(now);

  beforeAll(async () => {
    const authority = await createTestAuthority(time.nowSeconds);
    const folder = await temporaryFolder();
    await authority.publish(deployment);
    const enforcer = await startTestEnforcer(authority, time.clock, folder.path);
    await until("three bundles", () => enforcer.source.inForce());
    const upstream = createServer(({ url = "", headers }, response) => {
      const one = (name: string) => headers[name]?.toString();
      arrived.push({
        target: url,
        subject: one("x-sallyport-subject"),
        reason: one("x-sallyport-reason"),
        hearsay: Object.keys(headers).filter((name) => isHearsay.test(name)),
      });
      response.end("hello");
    });
    const upstreamPort = await freePort();
    await new Promise<void>((resolve) => upstream.listen(upstreamPort, "127.0.0.1", resolve));
    const port = await freePort();
    const config = nginxConfig({
      enforcerUrl: enforcer.url,
      upstream: `http://127.0.0.1:${upstreamPort}`,
      serverName: "billing.example.com",
      listen: `127.0.0.1:${port}`,
    });
    nginx = await startNginx(config, port);
    bearer = await sampleToken(now);
    arrived.splice(0);
    closing.push(
      nginx.stop,
      enforcer.stop,
      authority.close,
      async () => upstream.close(),
      folder.remove,
    );
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  const raw = (target: string, headers: readonly string[] = []) =>
    rawRequest(nginx.port, target, ["Host: billing.example.com", ...headers]);

  const withToken = () => [`Authorization: Bearer ${bearer}`];

  test("what is allowed arrives byte for byte as it was decided", async () => {
    for (const target of ["/invoices/7", "/invoices/a%20b?x=1&y=%2F..", "/invoices/%E2%82%AC"]) {
      expect((await raw(target, withToken())).status).toBe(200);
      expect(arrived.at(-1)).toMatchObject({ target, subject: "ann", reason: undefined });
    }
  });

  test("a stranger gets 401 with the challenge", async () => {
    const { status, head } = await raw("/invoices/7");
    expect(status).toBe(401);
    expect(head).toMatch(/WWW-Authenticate: Bearer realm="sallyport"/i);
    expect(head).toMatch(/X-Sallyport-Reason: authentication-required/i);
  });

  test("what no permit covers gets 403 with its reason", async () => {
    const { status, head } = await raw("/nowhere", withToken());
    expect(status).toBe(403);
    expect(head).toMatch(/X-Sallyport-Reason: unknown-operation/i);
  });

  test.each([
    "/invoices/%2e%2e/x",
    "/invoices//7",
    "/invoices%2f7",
    "/invoices/7;a=1",
    "/invoices/%00",
    "/invoices/%252e",
    "/%69nvoices/7",
    "/invoices/../invoices/7",
  ])("%s is refused with 400 and never forwarded", async (target) => {
    const before = arrived.length;
    const { status } = await raw(target, withToken());
    expect(status).toBe(400);
    expect(arrived.length).toBe(before);
  });

  test("a client can't speak for the gateway, nor say who it is", async () => {
    const spoofed = [
      "X-Original-URI: /invoices/7",
      "X-Original-Method: GET",
      "X-Forwarded-Host: status.example.com",
      "X-Sallyport-Subject: root",
      "X-Sallyport-Status: 200",
      "X-Sallyport-Reason: permitted",
      "X-Original-URL: /nowhere",
      "X-Rewrite-URL: /nowhere",
      "X-Forwarded-Prefix: /nowhere",
      "Forwarded: for=127.0.0.1",
      "X-Real-IP: 127.0.0.1",
      "X_Sallyport_Subject: root",
      "X-Sallyport-Gateway-Secret: x",
    ];
    expect((await raw("/nowhere", [...withToken(), ...spoofed])).status).toBe(403);
    expect((await raw("/invoices/7", [...withToken(), ...spoofed])).status).toBe(200);
    expect(arrived.at(-1)).toMatchObject({ subject: "ann", reason: undefined, hearsay: [] });
  });

  test("without a lease nothing passes, and the caller is told to come again", async () => {
    time.advance(deployment.signals.lease.not_after - now);
    const before = arrived.length;
    const { status, head } = await raw("/invoices/7", withToken());
    expect(status).toBe(503);
    expect(head).toMatch(/X-Sallyport-Reason: lease-expired/i);
    expect(arrived.length).toBe(before);
  });
});
