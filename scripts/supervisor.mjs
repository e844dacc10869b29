// Starts the processes of a deployment, keeps their output in log files, and ends them together.
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./hash.mjs";
import { findCallers } from "./callers.mjs";
import { endGroup, removePidFile, writePidFile } from "./leftovers.mjs";
import { runningSteps, whenStepsChange } from "./run.mjs";

const READY_TIMEOUT_MS = 60_000;
const LOG_BYTES_MAX = 5_000_000;
const LINES_SHOWN = 20;

function openLog(logFolder, name) {
  mkdirSync(logFolder, { recursive: true });
  const file = path.join(logFolder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LOG_BYTES_MAX) renameSync(file, `${file}.1`);
  return file;
}

/** Writes a process' lines to its file, and keeps the last ones for when it dies. */
function keepOutput(child, name, file) {
  const recent = [];
  const keep = (line) => {
    appendFileSync(file, `${new Date().toISOString()} ${name} | ${line}\n`);
    recent.push(line);
    if (recent.length > LINES_SHOWN) recent.shift();
  };
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", keep);
  child.on("error", (error) => keep(String(error)));
  return recent;
}

async function answers(url) {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false; // not listening yet
  }
}

/** Gives something time to answer well; goes on all the same. */
export async function waitFor(url, timeoutMs) {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until && !(await answers(url))) await sleep(100);
}

/** @param {string} dataFolder where logs and the pid file are */
export function createSupervisor(dataFolder) {
  const logFolder = path.join(dataFolder, "logs");
  const children = new Map();
  const state = { stopping: false, onDeath: undefined };
  const callers = findCallers();

  function save() {
    if (state.stopping) return;
    const pids = Object.fromEntries([...children].map(([name, { pid }]) => [name, pid]));
    writePidFile(dataFolder, { ...runningSteps(), ...pids }, callers);
  }

  /** From now on the folder is ours, and a later start can find what we run. */
  function claim() {
    mkdirSync(dataFolder, { recursive: true });
    save();
    whenStepsChange(save);
  }

  function start(name, { args, env }) {
    const file = openLog(logFolder, name);
    // A group of its own: Ctrl-C must reach the supervisor only, which then ends them in order.
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const recent = keepOutput(child, name, file);
    const entry = { pid: child.pid, ended: false };
    children.set(name, entry);
    save();
    child.on("close", (code, signal) => {
      entry.ended = true;
      const reason = signal ?? `exit code ${code}`;
      if (!state.stopping) state.onDeath?.({ name, reason, recent, file });
    });
  }

  /** Resolves when the process answers, or is no longer expected to. */
  async function waitUntilReady(name, url) {
    const until = Date.now() + READY_TIMEOUT_MS;
    while (!(state.stopping || children.get(name)?.ended || (await answers(url)))) {
      if (Date.now() > until) throw new Error(`The ${name} does not answer at ${url}.`);
      await sleep(100);
    }
  }

  async function stop() {
    state.stopping = true;
    const alive = [...children.values()].filter(({ ended }) => !ended);
    await Promise.all(alive.map(({ pid }) => endGroup(pid)));
    removePidFile(dataFolder);
  }

  return {
    logFolder,
    callers,
    claim,
    start,
    waitUntilReady,
    stop,
    hasFailed: () => [...children.values()].some(({ ended }) => ended),
    whenOneDies: (listener) => {
      state.onDeath = listener;
    },
  };
}
