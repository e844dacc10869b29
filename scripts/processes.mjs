// Small facts about processes and ports; plain Node, usable before anything is installed.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that ended and was not collected by its parent yet is dead: it holds nothing any more. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return statOf(pid)?.state !== "Z";
}

/** State, parent and start of a process as Linux tells them, undefined elsewhere. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], parent: Number(fields[1]), started: fields[19] };
  } catch {
    return undefined;
  }
}

/** Tells a process from a later one of the same pid: containers give the same few again and again. */
export const startOf = (pid) => statOf(pid)?.started ?? "";

/** Who started a process; 0 when that can't be known. */
export function parentOf(pid) {
  const stat = statOf(pid);
  if (stat || process.platform === "linux" || process.platform === "win32")
    return stat?.parent ?? 0;
  try {
    return Number(execFileSync("ps", ["-p", String(pid), "-o", "ppid="], { encoding: "utf8" }));
  } catch {
    return 0;
  }
}

/** What a process was started as, or "" when it is gone: pids are used again. */
export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    if (process.platform === "linux" || process.platform === "win32") return "";
  }
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

function bind(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const { port: bound } = server.address();
      server.close(() => resolve(bound));
    });
  });
}

/** True when nothing listens on the port, neither on loopback nor on every address. */
export async function isPortFree(port) {
  return Boolean(await bind(port, "127.0.0.1")) && Boolean(await bind(port));
}

export const findFreePort = () => bind(0, "127.0.0.1");

/** Resolves with true once the process is gone, with false after the time is up. */
export async function waitForExit(pid, timeoutMs) {
  const until = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await sleep(50);
  }
  return true;
}
