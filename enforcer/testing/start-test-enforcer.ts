import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "#enforcer/clock.ts";
import type { EnforcerConfig } from "#enforcer/config.ts";
import type { EnforcerOptions } from "#enforcer/create-decision-point.ts";
import { createEnforcer } from "#enforcer/create-enforcer.ts";
import { createLog } from "#enforcer/log.ts";
import type { TestAuthority } from "./test-authority.ts";

/** A clock that stands still until it is moved. */
export function createTestClock(nowSeconds: number) {
  let nowMs = nowSeconds * 1000;
  let monotonicMs = 0;
  const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => monotonicMs };
  return {
    clock,
    nowSeconds: () => Math.floor(nowMs / 1000),
    advance: (seconds: number) => {
      nowMs += seconds * 1000;
      monotonicMs += seconds * 1000;
    },
    /** As when somebody sets the clock: only the wall clock moves. */
    jump: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "enforcer-"));
  return {
    path,
    remove: async () => rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 }),
  };
}

/** Options of an enforcer in a hurry. */
export function testOptions(
  authority: Pick<TestAuthority, "url" | "rootPem">,
  clock: Clock,
  stateDir: string,
  over: Partial<EnforcerConfig> = {},
  lines: string[] = [],
): EnforcerOptions {
  return {
    version: "0.0.0-test",
    clock,
    random: () => 0.5,
    log: createLog("debug", (line) => void lines.push(line)),
    pace: {
      discoveryPolling: { waitSeconds: 2, delaySecondsMin: 0, delaySecondsMax: 1 },
      statusMs: 200,
      logFlushMs: 20,
    },
    config: {
      serviceUrl: authority.url,
      readToken: () => "spe_test",
      rootKeyPem: authority.rootPem,
      host: "127.0.0.1",
      port: 0,
      socket: null,
      grpcPort: null,
      stateDir,
      countryDatabase: null,
      upstream: null,
      name: "edge-1",
      gatewaySecret: null,
      trustedProxies: [],
      certificateHeader: "x-client-certificate",
      assertedSubjects: false,
      logLevel: "debug",
      spoolBytesMax: 1_000_000,
      bundleBytesMax: 10_000_000,
      ...over,
    },
  };
}

export type TestEnforcer = Awaited<ReturnType<typeof startTestEnforcer>>;

/** A whole enforcer on a port of its own, in a hurry. */
export async function startTestEnforcer(
  authority: Pick<TestAuthority, "url" | "rootPem">,
  clock: Clock,
  stateDir: string,
  over: Partial<EnforcerConfig> = {},
) {
  const lines: string[] = [];
  const enforcer = createEnforcer(testOptions(authority, clock, stateDir, over, lines));
  const { port, grpcPort } = await enforcer.start();
  return { ...enforcer, port, grpcPort, url: `http://127.0.0.1:${port}`, lines };
}

/** Waits until it holds; fails with what was seen last. */
export async function until<T>(
  what: string,
  look: () => T | null | undefined | false,
  patienceMs = 30_000,
): Promise<T> {
  const endMs = performance.now() + patienceMs;
  for (;;) {
    const seen = look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (performance.now() > endMs) throw new Error(`not within ${patienceMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
