import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { freePort } from "#e2e/programs.ts";
import { bundleEntry } from "#scripts/build.mjs";
import type { TestAuthority } from "./test-authority.ts";

/** The enforcer as it is shipped: one file, in a folder of its own. */
export async function buildEnforcer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "enforcer-program-"));
  const file = join(folder, "enforcer.mjs");
  await bundleEntry("enforcer", "enforcer/main.ts", false, file);
  return file;
}

export type EnforcerProcess = Awaited<ReturnType<typeof startProcess>>;

/**
 * A process of its own, for faults that only a process has. Writing beyond a limit of size is an error there, not its
 * end, so that `fillDisk` can be injected: `ulimit -f` is to one process what a full disk is to all.
 */
export async function startProcess(
  program: string,
  authority: Pick<TestAuthority, "url" | "rootPem">,
  folder: string,
) {
  const port = await freePort();
  const rootKey = join(folder, "root.pem");
  writeFileSync(rootKey, authority.rootPem);
  const child = spawn(
    "sh",
    [
      "-c",
      `trap '' XFSZ; exec "$0" "$@"`,
      process.execPath,
      program,
      `--service-url=${authority.url}`,
      `--root-key-file=${rootKey}`,
      `--port=${port}`,
      `--state-dir=${folder}`,
      "--spool-bytes-max=1000000",
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, SALLYPORT_TOKEN: "spe_test" } },
  );
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => lines.push(text.toString()));
  const ended = once(child, "exit");
  const kill = async (signal: "SIGKILL" | "SIGTERM") => {
    child.kill(signal);
    await ended;
  };
  onTestFinished(() => kill("SIGKILL"));
  const limit = (size: "0" | "unlimited") =>
    once(spawn("prlimit", [`--pid=${child.pid}`, `--fsize=${size}:`]), "exit");
  return {
    url: `http://127.0.0.1:${port}`,
    lines,
    kill,
    /** Stands still, as a paused container does; its sockets stay. */
    stop: () => child.kill("SIGSTOP"),
    goOn: () => child.kill("SIGCONT"),
    fillDisk: () => limit("0"),
    emptyDisk: () => limit("unlimited"),
  };
}
