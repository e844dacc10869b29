import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#bench/http/free-port.ts";
import { opaBootConfig, opaStartArguments } from "#lib/bundle/opa-boot-config.ts";
import { findOpa } from "#lib/bundle/testing/find-opa.ts";
import type { Control } from "./control.ts";

export type Server = {
  readonly port: number;
  readonly folder: string;
  /** Milliseconds from the start of the process to ready. */
  readonly readyMs: number;
  readonly rssMegabytes: () => number;
  /** The process ends; its folder stays for a next start, until `remove`. */
  readonly stop: () => Promise<void>;
  readonly remove: () => void;
};

type Started = Pick<Server, "port" | "folder"> & {
  readonly ready: string;
  readonly patience: number;
};

/** Our enforcer, as it is shipped: one file. */
export async function startEnforcer(
  { authority }: Pick<Control, "authority">,
  folder = mkdtempSync(join(tmpdir(), "bench-enforcer-")),
): Promise<Server> {
  const port = await freePort();
  const rootKey = join(folder, "root.pem");
  writeFileSync(rootKey, authority.rootPem);
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [
      "dist/enforcer.mjs",
      `--service-url=${authority.url}`,
      `--root-key-file=${rootKey}`,
      `--port=${port}`,
      `--state-dir=${folder}`,
      "--certificate-header=x-client-certificate",
      "--log-level=error",
    ],
    {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, SALLYPORT_TOKEN: "spe_test" },
    },
  );
  return serve(child, startedMs, { port, folder, ready: "/ready", patience: 60 });
}

/** Stock OPA, with the boot file that we generate for it. */
export async function startOpa({ authority }: Pick<Control, "authority">): Promise<Server> {
  const opa = findOpa();
  if (opa === null) throw new Error("there is no opa: set OPA_PATH");
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "bench-opa-"));
  const config = join(folder, "opa.json");
  const boot = opaBootConfig({
    serviceUrl: authority.url,
    credential: { token: "spe_test" },
    rootKey: authority.root.publicKey,
    deployment: "acme",
    enforcer: "bench",
    polling: { holdSeconds: 20, delaySecondsMin: 0, delaySecondsMax: 1 },
    persistFolder: join(folder, "state"),
  });
  writeFileSync(config, JSON.stringify(boot));
  const startedMs = performance.now();
  const args = [...opaStartArguments(`127.0.0.1:${port}`, config), "--log-level=error"];
  const child = spawn(opa, args, { stdio: ["ignore", "ignore", "inherit"] });
  return serve(child, startedMs, { port, folder, ready: "/health?bundles", patience: 120 });
}

async function serve(child: ChildProcess, startedMs: number, started: Started): Promise<Server> {
  const { port, folder, ready, patience } = started;
  process.on("exit", () => void child.kill("SIGKILL"));
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}${ready}`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok === true) break;
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    if (performance.now() - startedMs > patience * 1000) throw new Error("it does not get ready");
    await sleep(5);
  }
  return {
    port,
    folder,
    readyMs: performance.now() - startedMs,
    rssMegabytes: () => rssOf(child.pid ?? 0),
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null)
        await new Promise((resolve) => child.once("exit", resolve));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Of Linux; NaN elsewhere. */
export function rssOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
