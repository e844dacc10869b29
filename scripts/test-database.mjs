// One embedded Postgres for all test runs of this clone, under .test/: started by the first that
// needs it, stopped by the last. Each suite gets a copy of a migrated template.
import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withLock } from "./lock.mjs";
import { migrate, migrationsFolder } from "./migrate.mjs";
import { ensureDatabase, runSql, startPostgres } from "./postgres.mjs";
import { isAlive } from "./processes.mjs";

const folder = fileURLToPath(new URL("../.test", import.meta.url));
const leases = path.join(folder, "leases");

/** Nothing in a test database outlives the run: durability would only cost time. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  shared_buffers: "128MB",
};

const withServerLock = (run) => withLock(path.join(folder, "lock"), run);

function readPassword() {
  const file = path.join(folder, "password");
  if (!existsSync(file))
    writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

const start = () =>
  startPostgres({
    folder: path.join(folder, "postgres"),
    password: readPassword(),
    logFile: path.join(folder, "postgres.log"),
    settings,
  });

/** The name changes with every change of a migration, so that no suite meets an old schema. */
function templateName() {
  const hash = createHash("sha256");
  for (const file of readdirSync(migrationsFolder, { recursive: true }).toSorted((a, b) =>
    a < b ? -1 : 1,
  )) {
    const full = path.join(migrationsFolder, file);
    if (statSync(full).isFile()) hash.update(`${file}\0`).update(readFileSync(full));
  }
  return `template_${hash.digest("hex").slice(0, 16)}`;
}

async function ensureTemplate(server) {
  if (!existsSync(migrationsFolder)) return "template1";
  const name = templateName();
  const found = await runSql(server, "postgres", (client) =>
    client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]),
  );
  if (found.rowCount > 0) return name;
  const draft = `draft_${randomBytes(6).toString("hex")}`;
  await ensureDatabase(server, draft);
  await migrate(server.url(draft));
  await runSql(server, "postgres", (client) => finishTemplate(client, draft, name));
  return name;
}

/** The engine's own connections end a moment after it is done. */
async function finishTemplate(client, draft, name) {
  const end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
  await client.query(end, [draft]);
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
}

function ownersAlive() {
  const owners = readdirSync(leases);
  for (const pid of owners) if (!isAlive(Number(pid))) rmSync(path.join(leases, pid));
  return owners.filter((pid) => existsSync(path.join(leases, pid)));
}

async function dropLeftovers(server) {
  await runSql(server, "postgres", async (client) => {
    const { rows } = await client.query("SELECT datname FROM pg_database");
    const alive = new Set(ownersAlive());
    for (const { datname } of rows) {
      const owner = /^suite_(\d+)_/.exec(datname)?.[1];
      if (owner && !alive.has(owner)) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
    }
  });
}

/** Starts the server, or finds it running, and keeps it up for a process. */
function acquire(owner) {
  return withServerLock(async () => {
    mkdirSync(leases, { recursive: true });
    writeFileSync(path.join(leases, String(owner)), "");
    return start();
  });
}

/** Ends what a process held: its databases, and the server with the last holder. */
export async function releaseTestPostgres(owner) {
  if (!existsSync(path.join(leases, String(owner)))) return;
  await withServerLock(async () => {
    rmSync(path.join(leases, String(owner)));
    const server = await start();
    await dropLeftovers(server);
    if (ownersAlive().length === 0) await server.stop();
  });
}

/** Runs something with the test server, for scripts that need a Postgres for a moment. */
export async function withTestPostgres(run) {
  const server = await acquire(process.pid);
  try {
    return await run(server);
  } finally {
    await releaseTestPostgres(process.pid);
  }
}

/** A migrated database of its own, dropped when its owner's run is over. */
export async function createSuiteDatabase(owner) {
  const server = await acquire(owner);
  const template = await withServerLock(() => ensureTemplate(server));
  const name = `suite_${owner}_${randomBytes(6).toString("hex")}`;
  await runSql(server, "postgres", (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`),
  );
  return server.url(name);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const url = await createSuiteDatabase(Number(process.argv[2] ?? process.ppid));
  // The engine's lock leaves a timer of ten seconds behind; nobody should wait for it.
  process.stdout.write(`${url}\n`, () => process.exit(0));
}
