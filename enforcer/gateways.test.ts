import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, type Program } from "#e2e/programs.ts";
import { gateways } from "./testing/gateways.ts";
import { rawRequest } from "./testing/raw-request.ts";
import { sampleDeployment, sampleToken } from "./testing/sample-deployment.ts";
import {
  type TestEnforcer,
  createTestClock,
  startTestEnforcer,
  temporaryFolder,
  until,
} from "./testing/start-test-enforcer.ts";
import { createTestAuthority } from "./testing/test-authority.ts";

const { deployment, now } = sampleDeployment();

const isHearsay =
  /forwarded$|real-ip|original|rewrite|forwarded-(?:uri|method|prefix|port)|secret|_/;

/** What the API behind it was sent. */
type Arrived = {
  readonly target: string;
  readonly method: string;
  readonly body: string;
  readonly subject: string | undefined;
  readonly reason: string | undefined;
  /** The names of every header that could name another path, caller or way. */
  readonly hearsay: readonly string[];
};

for (const { name: gatewayName, isMissing, start } of gateways)
  describe.skipIf(isMissing)(`behind a real ${gatewayName}`, () => {
    const arrived: Arrived[] = [];
    const closing: (() => Promise<unknown>)[] = [];
    let gateway: Program;
    let bearer = "";
    let enforcer: TestEnforcer;
    const time = createTestClock(now);

    beforeAll(async () => {
      const authority = await createTestAuthority(time.nowSeconds);
      const folder = await temporaryFolder();
      await authority.publish(deployment);
      enforcer = await startTestEnforcer(authority, time.clock, folder.path);
      await until("three bundles", () => enforcer.source.inForce());
      const note = async (request: IncomingMessage, response: ServerResponse) => {
        const { url = "", method = "", headers } = request;
        const one = (name: string) => headers[name]?.toString();
        arrived.push({
          target: url,
          method,
          body: await text(request),
          subject: one("x-sallyport-subject"),
          reason: one("x-sallyport-reason"),
          hearsay: Object.keys(headers).filter((name) => isHearsay.test(name)),
        });
        response.end("hello");
      };
      const upstream = createServer((request, response) => void note(request, response));
      const upstreamPort = await freePort();
      await new Promise<void>((resolve) => upstream.listen(upstreamPort, "127.0.0.1", resolve));
      gateway = await start({
        enforcerUrl: enforcer.url,
        upstream: `http://127.0.0.1:${upstreamPort}`,
        serverName: "billing.example.com",
      });
      bearer = await sampleToken(now);
      arrived.splice(0);
      closing.push(gateway.stop, authority.close, async () => upstream.close(), folder.remove);
    });
    afterAll(async () => {
      for (const close of closing) await close();
    });

    const raw = (target: string, headers: readonly string[] = [], method = "GET", body = "") =>
      rawRequest(gateway.port, target, ["Host: billing.example.com", ...headers], method, body);

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

    test.each([
      ["a second Authorization", ["Authorization: Bearer x"]],
      ["a method override", ["X-HTTP-Method-Override: DELETE"]],
      ["a second Host", ["Host: status.example.com"]],
    ])("a request with %s is refused with 400", async (_what, more) => {
      const before = arrived.length;
      expect((await raw("/invoices/7", [...withToken(), ...more])).status).toBe(400);
      expect(arrived.length).toBe(before);
    });

    test("an absolute target is refused, or decided and forwarded for the host it names", async () => {
      for (const host of ["status.example.com", "billing.example.com", "evil.example.com"]) {
        const before = arrived.length;
        await raw(`http://${host}/nowhere`, withToken());
        expect(arrived.length).toBe(before);
      }
    });

    test("Connection can't take the caller's name away on the way to the API", async () => {
      const named = "Connection: X-Sallyport-Subject, X-Sallyport-Decision-Id, X-Forwarded-For";
      expect((await raw("/invoices/7", [...withToken(), named])).status).toBe(200);
      expect(arrived.at(-1)?.subject).toBe("ann");
    });

    test("a body reaches the API, with the method that was decided", async () => {
      const headers = [...withToken(), "Content-Length: 5", "Content-Type: text/plain"];
      expect((await raw("/invoices", headers, "POST", "hello")).status).toBe(200);
      expect(arrived.at(-1)).toMatchObject({ method: "POST", body: "hello" });
      expect((await raw("/invoices/7", withToken(), "DELETE")).status).toBe(401);
    });

    test("without a lease nothing passes, and the caller is told to come again", async () => {
      time.advance(deployment.signals.lease.not_after - now);
      const before = arrived.length;
      const { status, head } = await raw("/invoices/7", withToken());
      expect(status).toBe(503);
      expect(head).toMatch(/X-Sallyport-Reason: lease-expired/i);
      expect(arrived.length).toBe(before);
    });

    test("without an enforcer nothing passes", async () => {
      await enforcer.stop();
      const before = arrived.length;
      expect((await raw("/invoices/7", withToken())).status).toBeGreaterThanOrEqual(403);
      expect(arrived.length).toBe(before);
    });
  });
