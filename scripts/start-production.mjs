// Production: the given Postgres and the given secrets; nothing is generated, nothing is a sample.
import { spawn } from "node:child_process";
import path from "node:path";
import { buildStale } from "./build.mjs";
import { root } from "./hash.mjs";
import { findCallers, whenAbandoned } from "./callers.mjs";
import { endTogether } from "./end-together.mjs";
import { refuseUnusableDatabase } from "./usable-database.mjs";
import { clearLeftovers } from "./leftovers.mjs";
import { install, isInstalled } from "./install.mjs";
import { environmentOf, programs, refuseMissing } from "./programs.mjs";
import { report } from "./progress.mjs";
import { runLogged } from "./run.mjs";
import { invitation, seed } from "./seed.mjs";
import { refuseBusyPorts, StartError } from "./settings.mjs";
import { createSupervisor } from "./supervisor.mjs";

const roles = ["console", "authority", "enforcer", "migrate", "seed"];

const collectValues = (settings) => ({
  ...process.env,
  ...settings,
  PUBLIC_URL: process.env.PUBLIC_URL,
  SALLYPORT_MODE: "production",
});

function argumentsOf(name, { PORT }) {
  const { args } = programs[name];
  if (name !== "console") return args;
  const host = process.env.HOST ? ["-H", process.env.HOST] : [];
  return [...args, "-p", String(PORT), ...host];
}

async function prepare(names, logFolder) {
  if (!isInstalled()) await report("installing packages", install(logFolder));
  const only = ["client", "dist", "console"].filter((part) =>
    names.some((name) => programs[name].parts.includes(part)),
  );
  await buildStale({ logFolder, only, report });
}

/** The first owner's link goes to stdout: it is shown to whoever set the deployment up, once. */
async function runSeed(values) {
  await refuseUnusableDatabase(values.DATABASE_URL);
  console.log(invitation(await seed(values)).trim() || "There is an owner already.");
}

/** One process in the foreground: its output is ours, signals are passed on. */
function runInForeground(role, values, args) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: environmentOf(role, values),
    stdio: "inherit",
  });
  const pass = (signal) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, pass);
  whenAbandoned(findCallers(), () => pass("SIGTERM"));
  child.on("close", (code) => process.exit(code ?? 1));
}

/** One process alone, with only its own variables; `migrate` and `seed` end by themselves. */
export async function startOne(role, settings, extra) {
  if (!roles.includes(role))
    throw new StartError(`Unknown process ${role}; known are ${roles.join(", ")}.`);
  const values = collectValues(settings);
  refuseMissing([role], values);
  const { port } = programs[role];
  if (port) await refuseBusyPorts(settings, [port]);
  await prepare([role], path.join(settings.DATA_DIR, "logs"));
  if (role === "seed") return runSeed(values);
  if (role === "console" || role === "authority") {
    const away = await refuseUnusableDatabase(values.DATABASE_URL);
    if (away) console.warn(`Postgres can't be reached yet (${away}); it is asked again and again.`);
  }
  runInForeground(role, values, [...argumentsOf(role, settings), ...extra]);
}

async function runStep(name, values, logFolder, failure) {
  await runLogged({
    command: process.execPath,
    args: programs[name].args,
    env: environmentOf(name, values),
    logFile: path.join(logFolder, `${name}.log`),
    failure,
  });
}

/** Migrates, then console and authority together, on one machine. */
export async function startProduction(settings, { withEnforcer }) {
  const names = ["authority", "console", ...(withEnforcer ? ["enforcer"] : [])];
  const values = collectValues(settings);
  refuseMissing(["migrate", "seed", ...names], values);
  const supervisor = createSupervisor(settings.DATA_DIR);
  const { runningPid } = await clearLeftovers(settings.DATA_DIR);
  if (runningPid) throw new StartError(`Sallyport runs already. To stop it: kill ${runningPid}`);
  await refuseBusyPorts(
    settings,
    names.map((name) => programs[name].port),
  );
  supervisor.claim();
  const { fail } = endTogether(supervisor);
  try {
    await prepare(names, supervisor.logFolder);
    await startProcesses(supervisor, settings, { names, values });
  } catch (error) {
    await fail(error);
  }
}

async function startProcesses(supervisor, settings, { names, values }) {
  const { logFolder } = supervisor;
  await report(
    "migrating the database",
    runStep("migrate", values, logFolder, "The database could not be migrated:"),
  );
  const ownerLink = await report("preparing release 1 and the first owner", seed(values));
  for (const name of names)
    supervisor.start(name, { args: argumentsOf(name, settings), env: environmentOf(name, values) });
  const ready = names.map((name) => {
    const { port, health } = programs[name];
    return supervisor.waitUntilReady(name, `http://127.0.0.1:${settings[port]}${health}`);
  });
  await report(`starting ${names.join(" and ")}`, Promise.all(ready));
  if (!supervisor.hasFailed())
    console.log(`Sallyport is up: ${values.PUBLIC_URL}\n${invitation(ownerLink)}`);
}
