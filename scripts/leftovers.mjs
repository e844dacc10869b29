// The pid file of a start: it names the processes it has, so that a later one finds what a killed
// start left behind. Pids are used again: a process counts only if its command line is ours.
import { isAbandoned } from "./callers.mjs";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandOf, isAlive, startOf, waitForExit } from "./processes.mjs";

const STOP_TIMEOUT_MS = 10_000;
const STOP_ALL_TIMEOUT_MS = 40_000;

/** What a process' command line contains; Next and npm give themselves titles of their own. */
const marks = {
  install: "npm",
  generate: "prisma.mjs",
  build: "next",
  migrate: "migrate.mjs",
  authority: "authority.mjs",
  enforcer: "enforcer.mjs",
  sample: "sample-api.mjs",
  console: "next",
};

const pidFileOf = (dataFolder) => path.join(dataFolder, "start.pid");

/** A step of a start has no group of its own; then it alone is meant. */
function signalGroup(pid, signal) {
  for (const target of [-pid, pid])
    try {
      return process.kill(target, signal);
    } catch {
      // no such group, or gone already
    }
}

/** Ends a process and all it started. */
export async function endGroup(pid) {
  signalGroup(pid, "SIGTERM");
  if (!(await waitForExit(pid, STOP_TIMEOUT_MS))) signalGroup(pid, "SIGKILL");
}

/**
 * @param {Record<string, number>} children pid by name
 * @param {{ pid: number, command: string }[]} callers who holds this start
 */
export function writePidFile(dataFolder, children, callers) {
  const file = pidFileOf(dataFolder);
  const start = { pid: process.pid, started: startOf(process.pid), children, callers };
  writeFileSync(`${file}.draft`, JSON.stringify(start));
  renameSync(`${file}.draft`, file);
}

export function removePidFile(dataFolder) {
  rmSync(pidFileOf(dataFolder), { force: true });
}

function readPidFile(dataFolder) {
  const file = pidFileOf(dataFolder);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // not ours: nothing can be known
  }
}

const isLauncher = ({ pid, started }) =>
  pid !== process.pid && isAlive(pid) && startOf(pid) === started;

/** It ends what it started; if it can't, those are orphans. */
async function endLauncher(pid) {
  process.kill(pid, "SIGTERM");
  if (!(await waitForExit(pid, STOP_ALL_TIMEOUT_MS))) process.kill(pid, "SIGKILL");
}

/**
 * Ends what a killed start left behind: one whose npm is gone, and processes whose start is gone.
 * @returns the pid of a start that runs from this folder, and the names of what was ended now
 */
export async function clearLeftovers(dataFolder) {
  const left = readPidFile(dataFolder);
  if (!left) return { ended: [] };
  const names = Object.keys(left.children);
  if (isLauncher(left)) {
    if (!isAbandoned(left.callers)) return { runningPid: left.pid, ended: [] };
    await endLauncher(left.pid);
    removePidFile(dataFolder);
    return { ended: names.length > 0 ? names : ["an unfinished start"] };
  }
  const orphans = Object.entries(left.children).filter(
    ([name, pid]) => isAlive(pid) && commandOf(pid).includes(marks[name]),
  );
  await Promise.all(orphans.map(([, pid]) => endGroup(pid)));
  removePidFile(dataFolder);
  return { ended: orphans.map(([name]) => name) };
}
