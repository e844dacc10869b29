// A durable Postgres for benchmarks: prints its address, and goes with everything in it when its input ends.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "./migrate.mjs";
import { ensureDatabase, startPostgres } from "./postgres.mjs";

const parent = fileURLToPath(new URL("../.test", import.meta.url));
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(path.join(parent, "bench-"));
const server = await startPostgres({
  folder: path.join(folder, "postgres"),
  password: randomBytes(24).toString("base64url"),
  logFile: path.join(folder, "postgres.log"),
});
const end = async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};
process.stdin.on("end", () => void end()).resume();
try {
  await ensureDatabase(server, "bench");
  await migrate(server.url("bench"));
  console.log(server.url("bench"));
} catch (error) {
  console.error(error.message);
  await end();
}
