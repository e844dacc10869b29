// A durable Postgres for benchmarks: prints its address, and goes with everything in it when its input ends.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "./migrate.mjs";
import { ensureDatabase, startPostgres } from "./postgres.mjs";

const parent = fileURLToPath(new URL("../.test", import.meta.url));
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(path.join(parent, "bench-"));
const data = path.join(folder, "postgres");
const server = await startPostgres({
  folder: data,
  password: randomBytes(24).toString("base64url"),
  logFile: path.join(folder, "postgres.log"),
});
let ending = null;
const stop = async () => {
  await server.stop();
  // As root the cluster lies in a folder elsewhere, and this is a link into it.
  rmSync(path.dirname(realpathSync(data)), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};
const end = () => (ending ??= stop());
process.stdin.on("end", () => void end()).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end());
try {
  await ensureDatabase(server, "bench");
  await migrate(server.url("bench"));
  console.log(server.url("bench"));
} catch (error) {
  console.error(error.message);
  await end();
}
