// One at a time, across processes: a folder can be made only once. A lock whose owner died is void.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, startOf } from "./processes.mjs";

const WITHOUT_OWNER_MS = 10_000;

/** Locks this very process holds: one that names our pid and is not among them is a predecessor's. */
const held = new Set();

function isDead({ pid, started, token }) {
  if (pid === process.pid) return !held.has(token);
  return !isAlive(pid) || startOf(pid) !== started;
}

function isStale(lock) {
  try {
    const owner = path.join(lock, "owner");
    if (existsSync(owner)) return isDead(JSON.parse(readFileSync(owner, "utf8")));
    return Date.now() - statSync(lock).mtimeMs > WITHOUT_OWNER_MS;
  } catch {
    return false; // released meanwhile
  }
}

/** Waits until nobody else holds the lock, holds it, and runs. */
export async function withLock(lock, run) {
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
      else await sleep(50);
    }
  }
  const token = randomUUID();
  held.add(token);
  const owner = { pid: process.pid, started: startOf(process.pid), token };
  writeFileSync(path.join(lock, "owner"), JSON.stringify(owner));
  try {
    return await run();
  } finally {
    held.delete(token);
    rmSync(lock, { recursive: true, force: true });
  }
}
