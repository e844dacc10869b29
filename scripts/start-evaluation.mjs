// The evaluation: everything on this machine, nothing to prepare.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildStale, consoleFolder } from "./build.mjs";
import { clearLeftovers } from "./leftovers.mjs";
import { install, isInstalled } from "./install.mjs";
import { environmentOf, programs } from "./programs.mjs";
import { report } from "./progress.mjs";
import { runLogged } from "./run.mjs";
import { invitation, seed } from "./seed.mjs";
import { readSecrets } from "./secrets.mjs";
import { refuseBusyPorts, StartError } from "./settings.mjs";
import { endTogether } from "./end-together.mjs";
import { createSupervisor, waitFor } from "./supervisor.mjs";

const DATABASE = "sallyport";
/** It decides a moment after the authority serves; one that was revoked never does. */
const DECIDING_MS = 10_000;

async function clearTheWay(settings) {
  const { runningPid, ended } = await clearLeftovers(settings.DATA_DIR);
  if (runningPid)
    throw new StartError(
      `Sallyport runs already from ${settings.DATA_DIR}. To stop it: kill ${runningPid}`,
    );
  if (ended.length > 0)
    console.log(`  ✓ ended what a killed start left behind: ${ended.join(", ")}`);
  await refuseBusyPorts(settings, ["PORT", "AUTHORITY_PORT", "ENFORCER_PORT", "SAMPLE_PORT"]);
}

async function prepare(supervisor) {
  const { logFolder } = supervisor;
  if (!isInstalled())
    await report("installing packages (about a minute the first time)", install(logFolder));
  await buildStale({ logFolder, report });
}

async function openDatabase(settings, { secrets, save }) {
  const { startPostgres, ensureDatabase } = await import("./postgres.mjs");
  const server = await startPostgres({
    folder: path.join(settings.DATA_DIR, "postgres"),
    password: secrets.databasePassword,
    port: secrets.postgresPort,
    logFile: path.join(settings.DATA_DIR, "logs", "postgres.log"),
  });
  if (server.port !== secrets.postgresPort) save({ postgresPort: server.port });
  await ensureDatabase(server, DATABASE);
  return server;
}

/** Values for all processes; each is given only its own of them. */
function collectValues(settings, secrets, server) {
  const file = (name) => path.join(settings.DATA_DIR, name);
  const authority = `http://127.0.0.1:${settings.AUTHORITY_PORT}`;
  const { SESSION_SECRET, CONSOLE_KEK, AUTHORITY_KEK } = secrets;
  return {
    ...process.env,
    ...settings,
    SESSION_SECRET,
    CONSOLE_KEK,
    AUTHORITY_KEK,
    SALLYPORT_MODE: "evaluation",
    DATABASE_URL: server.url(DATABASE),
    NEXT_DIST_DIR: consoleFolder(),
    ROOT_KEY_FILE: file("root-key.pem"),
    AUTHORITY_HOST: "127.0.0.1",
    AUTHORITY_URL: authority,
    SALLYPORT_URL: `${authority}/opa/v1`,
    SALLYPORT_TOKEN: undefined,
    SALLYPORT_TOKEN_FILE: file("enforcer-token"),
    SALLYPORT_ROOT_KEY_FILE: file("root-public.pem"),
    ENFORCER_HOST: "127.0.0.1",
    STATE_DIR: file("enforcer"),
  };
}

async function migrate(values, logFolder) {
  await runLogged({
    command: process.execPath,
    args: programs.migrate.args,
    env: environmentOf("migrate", values),
    logFile: path.join(logFolder, "migrate.log"),
    failure: "The database could not be migrated:",
  });
}

/** The link is also in a file, until somebody is owner. */
async function seedSamples(values) {
  const ownerLink = await seed(values);
  const file = path.join(values.DATA_DIR, "owner-link");
  if (ownerLink) writeFileSync(file, `${ownerLink}\n`, { mode: 0o600 });
  else rmSync(file, { force: true });
  return ownerLink;
}

/** The console listens on localhost only: an evaluation is nobody else's business. */
const argumentsOf = (name, { PORT, SAMPLE_PORT }) =>
  ({
    enforcer: [...programs.enforcer.args, "--upstream", `http://127.0.0.1:${SAMPLE_PORT}`],
    console: [
      "--dns-result-order=ipv4first",
      ...programs.console.args,
      "-p",
      String(PORT),
      "-H",
      "localhost",
    ],
  })[name] ?? programs[name].args;

async function launch(supervisor, settings, values) {
  const names = ["authority", "enforcer", "sample", "console"];
  for (const name of names)
    supervisor.start(name, {
      args: argumentsOf(name, settings),
      env: environmentOf(name, values),
    });
  await Promise.all(
    names.map((name) => {
      const { port, health } = programs[name];
      return supervisor.waitUntilReady(name, `http://127.0.0.1:${settings[port]}${health}`);
    }),
  );
  await waitFor(`http://127.0.0.1:${settings.ENFORCER_PORT}/ready`, DECIDING_MS);
}

const at = (port) => `http://localhost:${port}`;

/** From where the person is, unless that only leads upwards. */
function shown(file) {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}

function announce(settings, ownerLink) {
  const token = path.join(settings.DATA_DIR, "owner-token");
  const logs = path.join(settings.DATA_DIR, "logs");
  const hasSamples = existsSync(token); // the token is one of them
  console.log(`
Sallyport is up (evaluation${hasSamples ? ", with sample data" : ""}).

  Console     ${settings.PUBLIC_URL}
  Authority   ${at(settings.AUTHORITY_PORT)}
  Enforcer    ${at(settings.ENFORCER_PORT)}   in front of the sample API
  Sample API  ${at(settings.SAMPLE_PORT)}
${hasSamples ? `  API token   ${shown(token)}\n` : ""}  Logs        ${shown(logs)}
${invitation(ownerLink)}
Ctrl-C stops everything; nothing is lost.`);
}

async function startProcesses(supervisor, settings, values) {
  await report("migrating the database", migrate(values, supervisor.logFolder));
  const ownerLink = await report("preparing sample data", seedSamples(values));
  await report("starting console, authority and enforcer", launch(supervisor, settings, values));
  if (!supervisor.hasFailed()) announce(settings, ownerLink);
}

export async function startEvaluation(settings) {
  console.log("Sallyport");
  const supervisor = createSupervisor(settings.DATA_DIR);
  await clearTheWay(settings);
  const kept = readSecrets(settings.DATA_DIR);
  supervisor.claim();
  const held = {};
  const { fail } = endTogether(supervisor, held);
  try {
    await prepare(supervisor);
    const opening = openDatabase(settings, kept);
    held.stopDatabase = async () => (await opening.catch(() => undefined))?.stop();
    const server = await report("starting Postgres", opening);
    await startProcesses(supervisor, settings, collectValues(settings, kept.secrets, server));
  } catch (error) {
    await fail(error);
  }
}
