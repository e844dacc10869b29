// Runs the seed: what a database needs besides its tables, release 1, and a link for the first owner.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { root } from "./hash.mjs";
import { environmentOf, programs } from "./programs.mjs";
import { StartError } from "./settings.mjs";

/** Gives the link that makes its visitor the owner, null once there is one. It is known to nobody else. */
export async function seed(values) {
  const options = { cwd: root, env: environmentOf("seed", values) };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, programs.seed.args, options);
    return JSON.parse(stdout.trim().split("\n").at(-1)).ownerLink;
  } catch (error) {
    throw new StartError(`The seed failed. ${error.stderr?.trim() || error.message}`);
  }
}

export const invitation = (ownerLink) =>
  ownerLink ? `\nBecome its owner (the link works once):\n  ${ownerLink}\n` : "";
