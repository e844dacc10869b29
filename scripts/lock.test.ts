import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "lock-"));
const lock = join(folder, "lock");
const program = `
import { withLock } from ${JSON.stringify(fileURLToPath(new URL("lock.mjs", import.meta.url)))};
console.log("asked");
await withLock(${JSON.stringify(lock)}, async () => console.log("held"));
`;
/** Long enough to start a Node on a machine that is busy. */
const patienceMs = 20_000;

function leave(owner: object): void {
  mkdirSync(lock);
  writeFileSync(join(lock, "owner"), JSON.stringify(owner));
}

function take(timeout = patienceMs): string[] {
  const args = ["--input-type=module", "-e", program];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", timeout });
  return stdout.trim().split("\n");
}

beforeEach(() => rmSync(lock, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

test("a lock whose owner died is void", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  leave({ pid, started: "1", token: "a" });
  expect(take()).toEqual(["asked", "held"]);
});

test("a lock of a living owner is waited for", () => {
  const owner = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
  leave({ pid: owner.pid, started: startOf(owner.pid), token: "a" });
  expect(take(8000)).toEqual(["asked"]);
  owner.kill();
});

test("a stranger who has the pid of a dead owner does not hold its lock", () => {
  leave({ pid: process.pid, started: "1", token: "a" });
  expect(take()).toEqual(["asked", "held"]);
});

function startOf(pid: number | undefined): string {
  const script = `import(${JSON.stringify(fileURLToPath(new URL("processes.mjs", import.meta.url)))}).then((m) => process.stdout.write(m.startOf(${pid})))`;
  return spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout;
}
