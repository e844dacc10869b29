import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Agent, get } from "node:http";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { bundleScope } from "#lib/bundle/bundle-name.ts";
import {
  sampleDeployment,
  sampleToken,
  withPolicy,
  withSignals,
} from "./testing/sample-deployment.ts";
import { ready, setUpEnforcer } from "./testing/set-up-enforcer.ts";
import { until, type TestEnforcer } from "./testing/start-test-enforcer.ts";
import { newKey, type TestAuthority } from "./testing/test-authority.ts";

const { deployment, now } = sampleDeployment();
const setUp = () => setUpEnforcer(deployment, now);

async function ask(
  enforcer: TestEnforcer,
  method = "GET",
): Promise<{ status: number; reason: string | null }> {
  const response = await fetch(`${enforcer.url}/authorize`, {
    headers: {
      authorization: `Bearer ${await sampleToken(now)}`,
      "x-forwarded-method": method,
      "x-forwarded-host": "billing.example.com",
      "x-forwarded-uri": "/invoices",
      "x-forwarded-for": "203.0.113.9",
    },
  });
  return { status: response.status, reason: response.headers.get("x-sallyport-reason") };
}

type Authority = TestAuthority;
const newer = withPolicy(deployment, { revision: [1, 900] }).policy;

const refused: readonly (readonly [string, (authority: Authority) => Promise<unknown>])[] = [
  ["tampered", async (a) => a.put("policy", a.archive(flipped(await a.bundle("policy", newer))))],
  [
    "signed by a foreign key",
    async (a) => a.put("policy", a.archive(await a.bundle("policy", newer, { key: newKey() }))),
  ],
  [
    "of another channel's scope",
    async (a) =>
      a.put(
        "policy",
        a.archive(
          await a.bundle("policy", newer, { scope: bundleScope("acme", "staging", "policy") }),
        ),
      ),
  ],
  [
    "older than the one in force",
    async (a) =>
      a.put(
        "policy",
        a.archive(await a.bundle("policy", withPolicy(deployment, { revision: [0, 1] }).policy)),
      ),
  ],
  [
    "an HTML page with status 200",
    async (a) =>
      a.put("policy", {
        status: 200,
        headers: { ETag: '"html"', "Content-Type": "text/html" },
        body: "<html>login</html>",
      }),
  ],
];

function generationsOf(folder: string): string[] {
  const files = readdirSync(folder).includes("bundles") ? readdirSync(join(folder, "bundles")) : [];
  return files.filter((name) => /^signals\.\d+$/.test(name));
}

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = Math.floor(copy.length / 2);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

describe("a bundle that is", () => {
  test.each(refused)(
    "%s is kept out, reported, and the last good one stays in force",
    async (_what, serve) => {
      const { authority, start } = await setUp();
      const enforcer = await start();
      await ready(enforcer);
      await serve(authority);
      await until("the refusal in a status", () =>
        authority.statuses.some((status) => JSON.stringify(status["bundles"]).includes('"code"')),
      );
      expect(await ask(enforcer)).toEqual({ status: 200, reason: "permitted" });
    },
  );
});

describe("without the control plane", () => {
  test("an enforcer that never had a bundle is not ready and denies everything", async () => {
    const { authority, start } = await setUp();
    authority.behaviour.dead = true;
    const enforcer = await start();
    expect((await fetch(`${enforcer.url}/ready`)).status).toBe(503);
    expect(await ask(enforcer)).toEqual({ status: 503, reason: "not-ready" });
  });

  test("a restarted enforcer decides from disk, until its lease has run out", async () => {
    const { authority, time, folder, start } = await setUp();
    const first = await start();
    await ready(first);
    await until("bundles on disk", () => generationsOf(folder.path).length === 1);
    await first.stop();
    authority.behaviour.dead = true;
    const second = await start();
    expect(await ask(second)).toEqual({ status: 200, reason: "permitted" });
    time.advance(deployment.signals.lease.not_after - now + 1);
    expect(await ask(second)).toEqual({ status: 503, reason: "lease-expired" });
  });

  test("a newest bundle that was damaged on disk gives way to the one before it", async () => {
    const { authority, folder, start } = await setUp();
    const first = await start();
    await ready(first);
    const next = withSignals(deployment, { revision: [1, 901] });
    authority.put("signals", authority.archive(await authority.bundle("signals", next.signals)));
    await until(
      "two generations of signals on disk",
      () => generationsOf(folder.path).length === 2,
    );
    await first.stop();
    const newest = generationsOf(folder.path).toSorted().at(-1) ?? "";
    const file = join(folder.path, "bundles", newest);
    authority.behaviour.dead = true;
    const bytes = readFileSync(file);
    const damages = [
      () => writeFileSync(file, "damaged"),
      () => writeFileSync(file, bytes.subarray(0, bytes.length - 100)),
      () => writeFileSync(file, flipped(bytes)),
      () => {
        rmSync(file);
        mkdirSync(file);
      },
    ];
    for (const damage of damages) {
      damage();
      const second = await start();
      expect(await ask(second)).toEqual({ status: 200, reason: "permitted" });
      expect(second.source.alarms().length).toBeGreaterThan(0);
      await second.stop();
    }
  });
});

describe("the decision log", () => {
  test("arrives in batches, names the decision and holds no token; limits are told with Retry-After", async () => {
    const { authority, start } = await setUp();
    const enforcer = await start();
    await ready(enforcer);
    const seen = [];
    for (let count = 0; count < 4; count += 1) seen.push((await ask(enforcer)).status);
    expect(seen).toEqual([200, 200, 200, 429]);
    await until("four decisions", () => authority.events.length >= 4);
    for (const { metrics } of authority.events)
      expect(metrics).toEqual({ timer_server_handler_ns: expect.any(Number) });
    const text = JSON.stringify(authority.events);
    expect(text).toContain('"rate-limited"');
    expect(text).not.toContain("eyJ");
  });

  test("ten thousand quick denials arrive once each, or are counted as lost in the next report", async () => {
    const { authority, start } = await setUp();
    const enforcer = await start();
    await ready(enforcer);
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    const headers = { "x-forwarded-method": "GET", "x-forwarded-host": "nowhere.example.com" };
    const deny = (at: number) =>
      new Promise<void>((resolve, reject) => {
        const target = { "x-forwarded-uri": `/${at}` };
        get(`${enforcer.url}/authorize`, { agent, headers: { ...headers, ...target } }, (got) => {
          got.resume().on("end", resolve);
        }).on("error", reject);
      });
    await Promise.all(Array.from({ length: 10_000 }, (_, at) => deny(at)));
    agent.destroy();
    const told = () => {
      const { prometheus } = z
        .looseObject({ prometheus: z.record(z.string(), z.number()) })
        .parse(authority.statuses.at(-1)?.["metrics"]);
      return prometheus["counter_decision_logs_dropped_denials"] ?? 0;
    };
    await until("each of them", () => authority.events.length + told() >= 10_000, 60_000);
    expect(authority.events.length + told()).toBe(10_000);
  }, 120_000);
});
