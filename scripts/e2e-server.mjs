// A fresh evaluation for the browser journeys, in the ports and folders of playwright.config.ts.
// A data folder from an earlier run goes first, with whatever still runs in it.
import { rmSync } from "node:fs";
import path from "node:path";
import { root } from "./hash.mjs";
import { clearLeftovers } from "./leftovers.mjs";
import { stopLeftover } from "./postgres.mjs";

const folder = path.resolve(root, process.env.DATA_DIR ?? ".test/e2e");
if (!folder.startsWith(path.join(root, ".test") + path.sep))
  throw new Error(`${folder} is not under .test; it would be deleted.`);
await clearLeftovers(folder);
await stopLeftover(path.join(folder, "postgres"));
rmSync(folder, { recursive: true, force: true });

for (const name of ["DATABASE_URL", "PUBLIC_URL", "AUTHORITY_URL"]) delete process.env[name];
await import("./start.mjs");
