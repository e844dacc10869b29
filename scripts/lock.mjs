// One at a time, across processes: a folder can be made only once. A lock whose owner died is void.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./processes.mjs";

const WITHOUT_OWNER_MS = 10_000;

function isStale(lock) {
  try {
    const owner = path.join(lock, "pid");
    if (existsSync(owner)) return !isAlive(Number(readFileSync(owner, "utf8")));
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
  writeFileSync(path.join(lock, "pid"), String(process.pid));
  try {
    return await run();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
