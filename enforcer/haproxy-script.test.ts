import { type RequestListener, createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { freePort, startHaproxy } from "#e2e/programs.ts";
import { haproxyConfig, haproxyScript } from "#lib/enforcers/gateways/haproxy.ts";
import { findHaproxy } from "#scripts/find-programs.mjs";
import { rawRequest } from "./testing/raw-request.ts";
import { recordRequestLines } from "./testing/request-lines.ts";

/** HAProxy with the script changed so, in front of an "enforcer" that answers so. */
async function setUp(answer: RequestListener, change = (script: string) => script) {
  const enforcer = createServer(answer);
  const enforcerPort = await freePort();
  await new Promise<void>((resolve) => enforcer.listen(enforcerPort, "127.0.0.1", resolve));
  onTestFinished(() => enforcer.close().closeAllConnections());
  const upstream = await recordRequestLines();
  onTestFinished(upstream.close);
  const port = await freePort();
  const facts = {
    enforcerUrl: `http://127.0.0.1:${enforcerPort}`,
    upstream: upstream.url,
    serverName: "api.example.com",
    listen: `127.0.0.1:${port}`,
  };
  const haproxy = await startHaproxy(haproxyConfig(facts), change(haproxyScript(facts)), port);
  onTestFinished(haproxy.stop);
  upstream.targets.splice(0);
  const get = () => rawRequest(port, "/a", ["Host: api.example.com"]);
  return { get, arrived: upstream.targets };
}

const answering =
  (status: number, headers = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end("{}");

describe.skipIf(findHaproxy() === undefined)("the script for HAProxy", () => {
  test("lets pass what the enforcer answers with 200", async () => {
    const { get, arrived } = await setUp(answering(200));
    expect((await get()).status).toBe(200);
    expect(arrived).toEqual(["/a"]);
  });

  test.each([201, 204, 301, 302, 404, 418, 500, 502])(
    "an answer %i denies with 403",
    async (status) => {
      const { get, arrived } = await setUp(answering(status, { Location: "/elsewhere" }));
      const { status: told, head } = await get();
      expect([told, arrived]).toEqual([403, []]);
      expect(head).not.toMatch(/elsewhere/);
    },
  );

  test("an enforcer that breaks off, or does not answer in time, denies", async () => {
    const broken = await setUp((request) => void request.socket.destroy());
    expect((await broken.get()).status).toBeGreaterThanOrEqual(403);
    // HAProxy tries four times.
    const silent = await setUp(
      () => {},
      (script) => script.replace("timeout = 1000", "timeout = 50"),
    );
    expect((await silent.get()).status).toBeGreaterThanOrEqual(403);
    expect([broken.arrived, silent.arrived]).toEqual([[], []]);
  });

  test("an error in it denies", async () => {
    const { get, arrived } = await setUp(answering(200), (script) =>
      script.replace("local answer =", "error('broken') local answer ="),
    );
    expect((await get()).status).toBe(403);
    expect(arrived).toEqual([]);
  });
});
