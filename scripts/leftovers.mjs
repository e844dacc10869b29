// The pid file of a start: it names the processes it has, so that a later one finds what a killed
// start left behind. Pids are used again: a process counts only if its command line is ours.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandOf, isAlive, waitForExit } from "./processes.mjs";

const STOP_TIMEOUT_MS = 10_000;

/** What a process' command line contains; Next gives itself a title of its own. */
const marks = {
  authority: "authority.mjs",
  enforcer: "enforcer.mjs",
  sample: "sample-api.mjs",
  console: "next",
};

const pidFileOf = (dataFolder) => path.join(dataFolder, "start.pid");

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // gone already
  }
}

/** Ends a process and all it started. */
export async function endGroup(pid) {
  signalGroup(pid, "SIGTERM");
  if (!(await waitForExit(pid, STOP_TIMEOUT_MS))) signalGroup(pid, "SIGKILL");
}

/** @param {Record<string, number>} children pid by name */
export function writePidFile(dataFolder, children) {
  writeFileSync(pidFileOf(dataFolder), JSON.stringify({ pid: process.pid, children }));
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
    return undefined; // killed while writing: nothing can be known
  }
}

/** @returns the pid of a start that runs from this folder, and the names of orphans ended now */
export async function clearLeftovers(dataFolder) {
  const left = readPidFile(dataFolder);
  if (!left) return { ended: [] };
  const runs = left.pid !== process.pid && isAlive(left.pid);
  if (runs && commandOf(left.pid).includes("start.mjs")) return { runningPid: left.pid, ended: [] };
  const orphans = Object.entries(left.children).filter(
    ([name, pid]) => isAlive(pid) && commandOf(pid).includes(marks[name]),
  );
  await Promise.all(orphans.map(([, pid]) => endGroup(pid)));
  removePidFile(dataFolder);
  return { ended: orphans.map(([name]) => name) };
}
