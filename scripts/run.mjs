// Runs a command that ends, with its output in a log file; says its last lines when it fails.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./hash.mjs";

export const quietEnvironment = { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" };

/** What runs now, by the name of its log file. A pid file names them, so that none is lost. */
const running = new Map();
let tellOfChange = () => {};

export const runningSteps = () =>
  Object.fromEntries([...running].map(([name, { pid }]) => [name, pid]));

export const whenStepsChange = (listener) => {
  tellOfChange = listener;
};

export function endSteps() {
  for (const child of running.values()) child.kill("SIGTERM");
}

function keep(child, name) {
  if (!child.pid) return;
  running.set(name, child);
  tellOfChange();
  child.on("exit", () => {
    running.delete(name);
    tellOfChange();
  });
}

export function lastLines(file, count = 20) {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.slice(-count).join("\n");
}

/**
 * @param {{ command: string, args: string[], env?: Record<string, string | undefined>,
 *   logFile: string, failure: string }} options
 */
export function runLogged({ command, args, env = process.env, logFile, failure }) {
  mkdirSync(path.dirname(logFile), { recursive: true });
  return new Promise((resolve, reject) => {
    const log = createWriteStream(logFile);
    const child = spawn(command, args, {
      cwd: root,
      env: { ...env, ...quietEnvironment },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    keep(child, path.basename(logFile, ".log"));
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on("error", reject);
    child.on("close", (code) => {
      log.end(() => {
        if (code === 0) resolve();
        else reject(new Error(`${failure}\n${lastLines(logFile)}\n(all of it: ${logFile})`));
      });
    });
  });
}
