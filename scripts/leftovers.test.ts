import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

// A start under a real npm that runs one program, the sample API: what is left when parts of it are killed?
const root = fileURLToPath(new URL("..", import.meta.url));
const clone = mkdtempSync(join(tmpdir(), "held-"));
const pidFile = join(clone, ".data", "start.pid");
const startFile = z.object({ pid: z.number(), children: z.record(z.string(), z.number()) });

const program = `
import { createSupervisor } from "./supervisor.mjs";
import { endTogether } from "./end-together.mjs";
const supervisor = createSupervisor(process.env.DATA_DIR);
supervisor.claim();
endTogether(supervisor);
supervisor.start("sample", { args: ["scripts/sample-api.mjs"], env: { ...process.env } });
`;
const clearing = `
import { clearLeftovers } from "./leftovers.mjs";
console.log(JSON.stringify(await clearLeftovers(process.env.DATA_DIR)));
`;
const environment = { ...process.env, DATA_DIR: join(clone, ".data") };

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that ended stays until its parent asks for it, which after a kill may be never.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}

type Held = { readonly npm: ChildProcess; readonly launcher: number; readonly sample: number };

async function startUnderNpm(): Promise<Held> {
  rmSync(pidFile, { force: true });
  const npm = spawn("npm", ["start"], {
    cwd: clone,
    stdio: "ignore",
    env: { ...environment, SAMPLE_PORT: String(await freePort()) },
  });
  const read = () => startFile.parse(JSON.parse(readFileSync(pidFile, "utf8")));
  await until(() => existsSync(pidFile) && read().children["sample"] !== undefined);
  return { npm, launcher: read().pid, sample: read().children["sample"] ?? 0 };
}

function clear(): unknown {
  const { stdout } = spawnSync(process.execPath, ["scripts/clear.mjs"], {
    cwd: clone,
    env: environment,
    encoding: "utf8",
  });
  return JSON.parse(stdout);
}

beforeAll(() => {
  cpSync(join(root, "scripts"), join(clone, "scripts"), { recursive: true });
  writeFileSync(join(clone, "scripts", "start.mjs"), program);
  writeFileSync(join(clone, "scripts", "clear.mjs"), clearing);
  writeFileSync(
    join(clone, "package.json"),
    JSON.stringify({ type: "module", scripts: { start: "node scripts/start.mjs" } }),
  );
});

afterAll(() => rmSync(clone, { recursive: true }));

test("a signal to npm alone ends everything", async () => {
  const { npm, launcher, sample } = await startUnderNpm();
  npm.kill("SIGTERM");
  await until(() => !isAlive(launcher) && !isAlive(sample));
  expect(existsSync(pidFile)).toBe(false);
});

test("a start whose npm was killed is ended by the next one", async () => {
  const { npm, launcher, sample } = await startUnderNpm();
  npm.kill("SIGKILL");
  await until(() => npm.signalCode !== null);
  expect(clear()).not.toHaveProperty("runningPid");
  expect([launcher, sample].filter(isAlive)).toEqual([]);
});

test("what a killed start leaves running is ended by the next one", async () => {
  const { launcher, sample } = await startUnderNpm();
  process.kill(launcher, "SIGKILL");
  await until(() => !isAlive(launcher));
  expect(isAlive(sample)).toBe(true);
  expect(clear()).toEqual({ ended: ["sample"] });
  expect(isAlive(sample)).toBe(false);
});

test("a start that somebody holds is left alone, and named", async () => {
  const { npm, launcher, sample } = await startUnderNpm();
  expect(clear()).toEqual({ runningPid: launcher, ended: [] });
  expect([launcher, sample].map(isAlive)).toEqual([true, true]);
  npm.kill("SIGTERM");
  await until(() => !isAlive(launcher));
});
