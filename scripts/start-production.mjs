// Production: the given Postgres and the given secrets; nothing is generated, nothing is a sample.
import { spawn } from "node:child_process";
import path from "node:path";
import { buildStale } from "./build.mjs";
import { root } from "./hash.mjs";
import { clearLeftovers } from "./leftovers.mjs";
import { install, isInstalled } from "./install.mjs";
import { environmentOf, programs, refuseMissing } from "./programs.mjs";
import { report } from "./progress.mjs";
import { runLogged } from "./run.mjs";
import { invitation, seed } from "./seed.mjs";
import { refuseBusyPorts, StartError } from "./settings.mjs";
import { createSupervisor } from "./supervisor.mjs";

const roles = ["console", "authority", "enforcer"];

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

/** One process in the foreground: its output is ours, signals are passed on. */
export async function startOne(role, settings, extra) {
  if (!roles.includes(role))
    throw new StartError(`Unknown process ${role}; known are ${roles.join(", ")}.`);
  const values = collectValues(settings);
  refuseMissing([role], values);
  await refuseBusyPorts(settings, [programs[role].port]);
  await prepare([role], path.join(settings.DATA_DIR, "logs"));
  const child = spawn(process.execPath, [...argumentsOf(role, settings), ...extra], {
    cwd: root,
    env: environmentOf(role, values),
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("close", (code) => process.exit(code ?? 1));
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

function endTogether(supervisor) {
  const end = async (exitCode) => {
    await supervisor.stop();
    process.exit(exitCode);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void end(0));
  supervisor.whenOneDies(({ name, reason, recent }) => {
    console.error(`The ${name} ended by itself (${reason}). Its last lines:`);
    for (const line of recent) console.error(`  ${name} | ${line}`);
    void end(1);
  });
}

/** Migrates, then console and authority together, on one machine. */
export async function startProduction(settings, { withEnforcer }) {
  const names = ["authority", "console", ...(withEnforcer ? ["enforcer"] : [])];
  const values = collectValues(settings);
  refuseMissing(["migrate", "seed", ...names], values);
  const supervisor = createSupervisor(settings.DATA_DIR);
  const { runningPid } = await clearLeftovers(settings.DATA_DIR);
  if (runningPid) throw new StartError(`Sallyport runs already (process ${runningPid}).`);
  await refuseBusyPorts(
    settings,
    names.map((name) => programs[name].port),
  );
  await prepare(names, supervisor.logFolder);
  const { logFolder } = supervisor;
  await report(
    "migrating the database",
    runStep("migrate", values, logFolder, "The database could not be migrated:"),
  );
  const ownerLink = await report("preparing release 1 and the first owner", seed(values));
  endTogether(supervisor);
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
