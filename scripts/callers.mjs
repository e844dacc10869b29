// Who ran us: npm, and the shell npm puts between. A signal to npm alone ends those two and not us;
// a start that nobody holds any more ends itself, and counts as left behind.
import { commandOf, parentOf } from "./processes.mjs";

const LOOK_MS = 500;
const GENERATIONS_MAX = 3;

/** npm and its shell by pid and command; nobody when node was run by hand. */
export function findCallers() {
  const callers = [];
  let pid = process.ppid;
  while (process.env.npm_lifecycle_event && pid > 1 && callers.length < GENERATIONS_MAX) {
    const command = commandOf(pid);
    callers.push({ pid, command });
    if (command.startsWith("npm ")) return callers;
    pid = parentOf(pid);
  }
  return [];
}

/** True once one of them is gone, also when its pid is somebody else's by now. */
export const isAbandoned = (callers = []) =>
  callers.some(({ pid, command }) => commandOf(pid) !== command);

/** Runs something once when one of the callers is gone. */
export function whenAbandoned(callers, run) {
  if (callers.length === 0) return;
  const timer = setInterval(() => {
    if (!isAbandoned(callers)) return;
    clearInterval(timer);
    run();
  }, LOOK_MS);
  timer.unref();
}
