import { existsSync, readdirSync } from "node:fs";
import { createServer, connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { buildEnforcer, startProcess, type EnforcerProcess } from "./testing/enforcer-process.ts";
import { sampleDeployment, sampleToken } from "./testing/sample-deployment.ts";
import { temporaryFolder, until } from "./testing/start-test-enforcer.ts";
import { createTestAuthority, type TestAuthority } from "./testing/test-authority.ts";

const wallSeconds = () => Math.floor(Date.now() / 1000);
let program = "";

beforeAll(async () => {
  program = await buildEnforcer();
});

async function setUp() {
  const { deployment, now } = sampleDeployment(new Date().toISOString().replace(/\.\d+/, ""));
  const authority = await createTestAuthority(wallSeconds);
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  onTestFinished(authority.close);
  await authority.publish(deployment);
  const token = await sampleToken(now);
  const headers = {
    authorization: `Bearer ${token}`,
    "x-forwarded-method": "GET",
    "x-forwarded-host": "billing.example.com",
    "x-forwarded-uri": "/invoices/7",
  };
  const ask = async ({ url }: EnforcerProcess) => {
    const { status, headers: got } = await fetch(`${url}/authorize`, { headers });
    return `${status} ${got.get("x-sallyport-reason")}`;
  };
  return { deployment, authority, folder: folder.path, ask };
}

/** Until it decides; how long that took. */
async function ready({ url, lines }: EnforcerProcess): Promise<number> {
  const startedMs = performance.now();
  for (;;) {
    const response = await fetch(`${url}/ready`).catch(() => null);
    if (response?.status === 200) return performance.now() - startedMs;
    if (performance.now() - startedMs > 30_000) throw new Error(`not ready: ${lines.join("")}`);
    await sleep(10);
  }
}

/** Signals with another lease, or in which Ann is suspended. */
async function putSignals(
  authority: TestAuthority,
  { signals }: ReturnType<typeof sampleDeployment>["deployment"],
  number: number,
  change: { readonly suspended?: boolean; readonly leaseSeconds?: number } = {},
) {
  const { suspended = false, leaseSeconds = 3600 } = change;
  const ann = {
    seq: number,
    kind: "user" as const,
    state: suspended ? ("suspended" as const) : ("active" as const),
    groups: ["finance"],
    grants: [],
    attributes: {},
    passkey: true,
    revoked_before: null,
  };
  const now = wallSeconds();
  const next = {
    ...signals,
    revision: [1, number] as const,
    issued_at: now,
    lease: { not_after: now + leaseSeconds },
    subjects: { ann },
  };
  authority.put("signals", authority.archive(await authority.bundle("signals", next)));
}

/** As many as were told to be lost in the newest report. */
function lost({ statuses }: TestAuthority): number {
  const { metrics } = z
    .looseObject({ metrics: z.looseObject({ prometheus: z.record(z.string(), z.number()) }) })
    .parse(statuses.at(-1));
  return metrics.prometheus["counter_decision_logs_dropped"] ?? 0;
}

describe("an enforcer that is killed", () => {
  test("at any moment is ready from disk without the control plane, and never takes half a bundle", async () => {
    const { deployment, authority, folder, ask } = await setUp();
    let enforcer = await startProcess(program, authority, folder);
    await ready(enforcer);
    await until("a first copy of everything", () => {
      const copies = existsSync(join(folder, "bundles"))
        ? readdirSync(join(folder, "bundles"))
        : [];
      return new Set(copies.flatMap((file) => /^([a-z]+)\.\d+$/.exec(file)?.[1] ?? [])).size === 4;
    });
    for (let round = 0; round < 6; round += 1) {
      authority.behaviour.dead = false;
      for (let at = 0; at < 8; at += 1) {
        await putSignals(authority, deployment, 100 + round * 10 + at);
        await sleep(round * 3);
      }
      await enforcer.kill("SIGKILL");
      authority.behaviour.dead = true;
      enforcer = await startProcess(program, authority, folder);
      await ready(enforcer);
      expect(await ask(enforcer)).toBe("200 permitted");
      expect(enforcer.lines.join("")).not.toContain("is damaged");
      authority.behaviour.dead = false;
      await until("it is back", () => authority.statuses.length > round);
    }
  }, 120_000);
});

describe("a full disk", () => {
  // Only there can the limit of a running process be changed.
  test.skipIf(process.platform !== "linux")(
    "stops no decision and no signal, and every event arrives or is counted",
    async () => {
      const { deployment, authority, folder, ask } = await setUp();
      const enforcer = await startProcess(program, authority, folder);
      await ready(enforcer);
      authority.behaviour.logStatus = 503;
      await enforcer.fillDisk();
      let asked = 0;
      const askMany = async (expected: string) => {
        for (let at = 0; at < 200; at += 1) {
          expect(await ask(enforcer)).toBe(expected);
          asked += 1;
        }
      };
      await askMany("200 permitted");
      await putSignals(authority, deployment, 100, { suspended: true });
      await waitFor(async () => {
        asked += 1;
        return (await ask(enforcer)) === "403 subject-suspended";
      });
      await askMany("403 subject-suspended");
      await until("an alarm in the status", () =>
        JSON.stringify(authority.statuses.at(-1)).includes("signals could not be kept on disk"),
      );
      await enforcer.emptyDisk();
      authority.behaviour.logStatus = 204;
      await until(
        "every event, or its loss",
        () => authority.events.length + lost(authority) >= asked,
        60_000,
      );
      expect(authority.events.length + lost(authority)).toBe(asked);
      await enforcer.kill("SIGTERM");
      const again = await startProcess(program, authority, folder);
      await ready(again);
      expect(await ask(again)).toBe("403 subject-suspended");
    },
    120_000,
  );
});

describe("an enforcer that stood still", () => {
  test("for longer than its lease denies until it has been told anew", async () => {
    const { deployment, authority, folder, ask } = await setUp();
    await putSignals(authority, deployment, 100, { leaseSeconds: 4 });
    const enforcer = await startProcess(program, authority, folder);
    await ready(enforcer);
    expect(await ask(enforcer)).toBe("200 permitted");
    authority.behaviour.dead = true;
    enforcer.stop();
    await sleep(5_000);
    enforcer.goOn();
    expect(await ask(enforcer)).toBe("503 lease-expired");
    await putSignals(authority, deployment, 101);
    authority.behaviour.dead = false;
    await waitFor(async () => (await ask(enforcer)) === "200 permitted");
  }, 60_000);
});

describe("a connection to the authority that is dead without anybody having said so", () => {
  test("is given up, and what was missed is fetched", async () => {
    const { deployment, authority, folder, ask } = await setUp();
    const relay = await startRelay(Number(new URL(authority.url).port));
    const url = `http://127.0.0.1:${relay.port}/opa/v1`;
    const enforcer = await startProcess(program, { ...authority, url }, folder);
    await ready(enforcer);
    const polls = () => authority.requests.filter(({ name }) => name === "signals").length;
    const before = polls();
    await until("a poll that is held", () => polls() > before);
    relay.hush();
    await putSignals(authority, deployment, 100, { suspended: true });
    expect(await ask(enforcer)).toBe("200 permitted");
    await waitFor(async () => (await ask(enforcer)) === "403 subject-suspended");
  }, 90_000);
});

async function waitFor(look: () => Promise<boolean>, patienceMs = 45_000): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!(await look())) {
    if (performance.now() > endMs) throw new Error(`not within ${patienceMs} ms`);
    await sleep(50);
  }
}

/** Between the two. What it held when it was hushed neither arrives nor ends; what comes later passes. */
async function startRelay(target: number) {
  const held = new Set<Socket>();
  const hushed = new Set<Socket>();
  const server = createServer((socket) => {
    held.add(socket);
    const other = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      from.on("error", () => undefined);
      from.on("close", () => hushed.has(socket) || to.destroy());
      from.on("data", (bytes) => hushed.has(socket) || to.write(bytes));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of held) socket.destroy();
    server.close();
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    hush: () => held.forEach((socket) => hushed.add(socket)),
  };
}
