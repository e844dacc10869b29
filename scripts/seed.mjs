// `npm run seed`: what a database needs besides its tables: release 1, and a link for the first owner.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { root } from "./hash.mjs";
import { environmentOf, programs, refuseMissing } from "./programs.mjs";

/** Gives the link that makes its visitor the owner, null once there is one. It is known to nobody else. */
export async function seed(values) {
  const { stdout } = await promisify(execFile)(process.execPath, programs.seed.args, {
    cwd: root,
    env: environmentOf("seed", values),
  });
  return JSON.parse(stdout.trim().split("\n").at(-1)).ownerLink;
}

export const invitation = (ownerLink) =>
  ownerLink ? `\nBecome its owner (the link works once):\n  ${ownerLink}\n` : "";

if (import.meta.filename === process.argv[1] || process.argv[1]?.endsWith("scripts/seed.mjs")) {
  const values = { ...process.env, SALLYPORT_MODE: "production" };
  try {
    refuseMissing(["seed"], values);
    console.log(invitation(await seed(values)).trim() || "There is an owner already.");
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
