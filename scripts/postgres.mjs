// The embedded Postgres: the real server from npm, on loopback only, with a password.
import { spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findBinaries, postgresUser, prepareDataFolder } from "./postgres-files.mjs";
import { commandOf, findFreePort, isAlive, isPortFree, waitForExit } from "./processes.mjs";

const HOST = "127.0.0.1";
const SUPERUSER = "sallyport";
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;

const quote = (password) => encodeURIComponent(password);

function createClient({ port, password }, database) {
  return new pg.Client({ host: HOST, port, user: SUPERUSER, password, database });
}

/** Runs statements on a cluster; each call is a connection of its own. */
export async function runSql(access, database, run) {
  const client = createClient(access, database);
  client.on("error", () => {}); // a stopping server ends connections; the query reports it
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Written when a cluster is complete; without it a set-up was interrupted and begins again. */
const READY_FILE = "sallyport-ready";

/**
 * UTF-8 whatever the machine's locale is: without LANG a database would become SQL_ASCII. The
 * collation is Postgres' own, so that it needs no locale of the operating system.
 */
function initialise({ bin, data, user, password }) {
  if (existsSync(path.join(data, READY_FILE))) return;
  for (const name of readdirSync(data)) rmSync(path.join(data, name), { recursive: true });
  const passwordFile = `${path.dirname(data)}/.postgres-password-${process.pid}`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    const result = spawnSync(
      path.join(bin, "initdb"),
      [
        `--pgdata=${data}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ],
      { ...user, cwd: "/", encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
    );
    if (result.status !== 0)
      throw new Error(`Postgres could not be set up: ${result.error ?? result.stderr}`);
    writeFileSync(path.join(data, READY_FILE), "");
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The server named by a cluster's pid file, if it is one and runs. */
function readPidFile(data) {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const server = { pid: Number(lines[0]), port: Number(lines[3]) };
  if (isAlive(server.pid) && commandOf(server.pid).includes(data)) return server;
  rmSync(file); // a killed server's; its pid may belong to a stranger by now
  return undefined;
}

async function waitUntilReady(access, pid, logFile) {
  const until = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await runSql(access, "postgres", (client) => client.query("SELECT 1"));
    } catch (error) {
      if (isAlive(pid) && Date.now() < until) await sleep(50);
      else {
        const last = existsSync(logFile) ? readFileSync(logFile, "utf8").slice(-2000) : "";
        throw new Error(`Postgres did not start.\n${last}`, { cause: error });
      }
    }
  }
}

function launch({ bin, data, user, port, logFile, settings }) {
  const flags = {
    listen_addresses: HOST,
    unix_socket_directories: "",
    logging_collector: "off",
    ...settings,
  };
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(
    path.join(bin, "postgres"),
    [
      "-D",
      data,
      "-p",
      String(port),
      ...Object.entries(flags).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
    ],
    // A group of its own: Ctrl-C must reach it last, when its clients are gone.
    {
      ...user,
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  closeSync(log);
  child.on("error", () => {}); // seen as a process that is not alive
  child.unref();
  return child.pid ?? 0;
}

async function stop(pid) {
  const signals = ["SIGINT", "SIGQUIT", "SIGKILL"]; // fast, immediate, last resort
  for (const signal of signals) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitForExit(pid, STOP_TIMEOUT_MS)) return;
  }
}

async function canAdopt(access) {
  try {
    await runSql(access, "postgres", (client) => client.query("SELECT 1"));
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the cluster in a folder, making it first if it is new. A server that a killed start left
 * behind is adopted; if it does not answer to our password it is stopped.
 * @param {{ folder: string, password: string, port?: number, logFile: string,
 *   settings?: Record<string, string> }} options `port` is a wish; the answer has the real one
 */
export async function startPostgres({ folder, password, port: wish, logFile, settings = {} }) {
  const user = postgresUser();
  const data = prepareDataFolder(path.resolve(folder), user);
  const leftover = readPidFile(data);
  if (leftover && (await canAdopt({ port: leftover.port, password })))
    return describe({ ...leftover, password, adopted: true });
  if (leftover) await stop(leftover.pid);
  const bin = findBinaries(user);
  initialise({ bin, data, user, password });
  const port = wish && (await isPortFree(wish)) ? wish : await findFreePort();
  const pid = launch({ bin, data, user, port, logFile, settings });
  await waitUntilReady({ port, password }, pid, logFile);
  return describe({ pid, port, password, adopted: false });
}

function describe({ pid, port, password, adopted }) {
  return {
    pid,
    port,
    password,
    adopted,
    url: (database) => `postgresql://${SUPERUSER}:${quote(password)}@${HOST}:${port}/${database}`,
    stop: () => stop(pid),
  };
}

/** Stops the server that a killed start left behind in a folder, if there is one. */
export async function stopLeftover(folder) {
  if (!existsSync(folder)) return;
  const isLink = lstatSync(folder).isSymbolicLink();
  const leftover = readPidFile(isLink ? readlinkSync(folder) : path.resolve(folder));
  if (leftover) await stop(leftover.pid);
}

/** Creates a database unless it is there. */
export async function ensureDatabase(server, database) {
  await runSql(server, "postgres", async (client) => {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  });
}
