import { getEventListeners } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemContext } from "#lib/context.ts";
import { createEnforcer } from "#lib/enforcers/create-enforcer.ts";
import { forgetEnvironment } from "#lib/env.ts";
import { makeRootKey } from "#lib/keys/make-root-key.ts";
import { createAuthority, loadFromDisk, type Authority } from "./authority.ts";
import { authoritySettings, type AuthoritySettings } from "./authority-settings.ts";
import { pass, runJobs } from "./jobs/run-jobs.ts";
import { createServer } from "./server.ts";
import { stopServer } from "./stop-server.ts";

export type RunningAuthority = {
  readonly authority: Authority;
  readonly url: string;
  /** Everything that is due now, without waiting for a clock. */
  readonly pass: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Where the root key of this test file is; made on first use. */
export function testRootKey(): { readonly file: string; readonly publicPem: string } {
  process.env["ROOT_KEY_FILE"] ??= join(mkdtempSync(join(tmpdir(), "sallyport-root-")), "root.pem");
  forgetEnvironment();
  const file = process.env["ROOT_KEY_FILE"];
  return { file, publicPem: makeRootKey(file) };
}

/** A real authority on a port of its own; `clock: false` leaves jobs to `pass`. */
export async function startAuthority(
  options: {
    readonly clock?: boolean;
    /** As a restart: with what the last run left. */
    readonly fromDisk?: boolean;
    readonly settings?: Partial<AuthoritySettings>;
  } = {},
): Promise<RunningAuthority> {
  testRootKey();
  const authority = createAuthority({
    ...authoritySettings(),
    dataDir: mkdtempSync(join(tmpdir(), "sallyport-authority-")),
    signalsIntervalMs: 20,
    stopJitterMs: 50,
    ...options.settings,
  });
  if (options.fromDisk === true) await loadFromDisk(authority);
  const server = createServer(authority);
  const jobs = options.clock === true ? runJobs(authority) : null;
  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    authority,
    url,
    pass: async () => {
      await pass(authority);
    },
    stop: async () => {
      await stopServer(server, authority);
      await jobs?.stop();
    },
  };
}

/** Waits until a poll is parked there: each listens for the end of the process. */
export async function untilParked({ authority }: RunningAuthority): Promise<void> {
  await eventually(async () => getEventListeners(authority.stopping.signal, "abort").length > 0);
}

/** A connected enforcer's credential. */
export async function connectEnforcer(slug: string, channel = "production"): Promise<string> {
  const { credential } = await createEnforcer(systemContext("test"), {
    slug,
    name: slug,
    kind: "opa",
    channel,
  });
  return credential;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createSocketServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Waits until `read` gives something; for what happens in another process. */
export async function eventually<T>(
  read: () => Promise<T | null | undefined | false>,
  timeoutMs = 30_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read().catch(() => null);
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}
