// Ports and folders of a start, all with defaults. Plain Node: read before anything is installed.
import path from "node:path";
import { root } from "./hash.mjs";
import { isPortFree } from "./processes.mjs";

const ports = {
  PORT: { fallback: 3000, use: "the console" },
  AUTHORITY_PORT: { fallback: 3001, use: "the authority" },
  ENFORCER_PORT: { fallback: 8181, use: "the enforcer" },
  SAMPLE_PORT: { fallback: 8080, use: "the sample API" },
};
const PORT_MAX = 65_535;

/** A mistake of the person who starts; shown as a sentence, without a stack. */
export class StartError extends Error {}

function readPort(name, problems) {
  const text = process.env[name];
  if (text === undefined || text === "") return ports[name].fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= PORT_MAX) return port;
  problems.push(`${name} is ${JSON.stringify(text)}; expected a port from 1 to ${PORT_MAX}.`);
  return 0;
}

/** @returns ports by variable, the data folder and the console's public address */
export function readSettings() {
  const problems = [];
  const settings = {};
  for (const name of Object.keys(ports)) settings[name] = readPort(name, problems);
  for (const name of Object.keys(ports)) {
    const twin = Object.keys(ports).find((n) => n < name && settings[n] === settings[name]);
    if (twin && settings[name] > 0)
      problems.push(
        `${twin} and ${name} are both ${settings[name]}; each needs a port of its own.`,
      );
  }
  if (problems.length > 0) throw new StartError(problems.join("\n"));
  return {
    ...settings,
    DATA_DIR: path.resolve(root, process.env.DATA_DIR || ".data"),
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${settings.PORT}`,
  };
}

/** Refuses to start on a port that something listens on, and says which setting moves it. */
export async function refuseBusyPorts(settings, names) {
  const busy = [];
  for (const name of names) if (!(await isPortFree(settings[name]))) busy.push(name);
  if (busy.length === 0) return;
  const lines = busy.map(
    (name) => `Port ${settings[name]} is busy; ${ports[name].use} needs it (${name}).`,
  );
  const example = busy.map((name) => `${name}=${settings[name] + 10}`).join(" ");
  throw new StartError(
    `${lines.join("\n")}\nStop what uses ${busy.length > 1 ? "them" : "it"}, or choose others: ${example} npm start`,
  );
}
