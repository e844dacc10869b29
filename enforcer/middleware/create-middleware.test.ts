import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { rawRequest } from "#enforcer/testing/raw-request.ts";
import { sampleDeployment, sampleToken } from "#enforcer/testing/sample-deployment.ts";
import { setUpMiddleware } from "#enforcer/testing/set-up-middleware.ts";

const { deployment, now } = sampleDeployment();

async function setUp() {
  const { middleware, time } = await setUpMiddleware(deployment, now);
  const arrived: unknown[] = [];
  const server = createServer((request, response) =>
    middleware.handle(request, response, () => {
      arrived.push([
        request.url,
        Object.entries(request.headers).filter(([name]) => /sallyport.subject/.test(name)),
        request.rawHeaders.filter((text) => /sallyport.subject/i.test(text)),
        "sallyport" in request ? request.sallyport : null,
      ]);
      response.end("hello");
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => server.close().closeAllConnections());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const bearer = `Authorization: Bearer ${await sampleToken(now)}`;
  const get = (target: string, ...headers: string[]) =>
    rawRequest(port, target, ["Host: billing.example.com", ...headers]);
  return { middleware, time, arrived, get, bearer };
}

describe("inside a Node service", () => {
  test("an allowed request goes on with its caller's identity, over whatever was sent", async () => {
    const { get, arrived, bearer } = await setUp();
    const spoofed = ["X-Sallyport-Subject: root", "x_sallyport_subject: root"];
    expect((await get("/invoices/7", bearer, ...spoofed)).status).toBe(200);
    expect(arrived).toEqual([
      [
        "/invoices/7",
        [["x-sallyport-subject", "ann"]],
        ["X-Sallyport-Subject"],
        expect.objectContaining({ subject: "ann", api: "billing" }),
      ],
    ]);
  });

  test("everything else is answered here, and never reaches the handler", async () => {
    const { get, arrived, bearer, time } = await setUp();
    const stranger = await get("/invoices/7");
    expect(stranger.status).toBe(401);
    expect(stranger.head).toMatch(/WWW-Authenticate: Bearer/i);
    expect((await get("/nowhere", bearer)).status).toBe(403);
    for (const target of [
      "/invoices/%2e%2e/x",
      "//invoices/7",
      "http://billing.example.com/invoices/7",
    ])
      expect((await get(target, bearer)).status).toBe(400);
    expect((await get("/invoices/7", bearer, "X-HTTP-Method-Override: DELETE")).status).toBe(400);
    expect((await get("/invoices/7", bearer, "Authorization: Bearer x")).status).toBe(400);
    time.advance(deployment.signals.lease.not_after - now);
    expect((await get("/invoices/7", bearer)).status).toBe(503);
    expect(arrived).toEqual([]);
  });

  test("a handler of the Fetch API is wrapped", async () => {
    const { middleware } = await setUp();
    const seen: unknown[] = [];
    const guarded = middleware.guard((request, caller) => {
      expect(request.headers.get("x-sallyport-subject")).toBeNull();
      seen.push([new URL(request.url).pathname, caller.subject]);
      return new Response("hello");
    });
    const headers = {
      authorization: `Bearer ${await sampleToken(now)}`,
      "x-sallyport-subject": "root",
    };
    const ask = async (url: string, init = {}) =>
      (await guarded(new Request(`https://billing.example.com${url}`, init))).status;
    expect(await ask("/invoices/7", { headers })).toBe(200);
    expect(await ask("/x/../invoices/7", { headers })).toBe(200);
    expect(seen).toEqual([
      ["/invoices/7", "ann"],
      ["/invoices/7", "ann"],
    ]);
    expect(await ask("/invoices/7")).toBe(401);
    expect(await ask("/invoices/7", { method: "DELETE", headers })).toBe(401);
    expect(await ask("/invoices//7", { headers })).toBe(400);
    expect(seen.length).toBe(2);
  });
});
