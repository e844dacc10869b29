// A folder for what a run of tests or benchmarks puts aside, and forgets.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Given to processes as TMPDIR. Other users may pass through it: as root, nginx and Postgres run as somebody else. */
export function makeRunFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "sallyport-run-"));
  chmodSync(folder, 0o711);
  return {
    path: folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
