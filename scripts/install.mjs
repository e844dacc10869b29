// Installs what is missing. Whether something is, the lockfiles tell: ours, and the one npm leaves
// in node_modules about what it put there.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./hash.mjs";
import { runLogged } from "./run.mjs";

const readLock = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

function isMusl() {
  if (process.platform !== "linux") return false;
  return !process.report?.getReport().header.glibcVersionRuntime;
}

/** npm's lists: names, or names with a `!` before them; none means any. */
const fits = (list, value) =>
  !list || list.includes(value) || list.some((x) => x.startsWith("!") && x !== `!${value}`);

/** Packages with binaries name the machines they are for. */
function isForThisMachine({ os, cpu, libc }, musl) {
  const library = process.platform === "linux" ? libc : undefined;
  const fitsLibrary = fits(library, musl ? "musl" : "glibc");
  return fits(os, process.platform) && fits(cpu, process.arch) && fitsLibrary;
}

/** True when node_modules says it holds, and still has, in every version, what package-lock.json asks for. */
export function isInstalled() {
  const installed = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = readLock(path.join(root, "package-lock.json"));
  const present = readLock(installed);
  const musl = isMusl();
  return Object.entries(wanted).every(([where, entry]) => {
    if (where === "") return true;
    const isThere = existsSync(path.join(root, where));
    if (isThere && present[where]?.version === entry.version) return true;
    const isBinary = entry.optional && (entry.os || entry.cpu);
    return Boolean(entry.optional) && !(isBinary && isForThisMachine(entry, musl));
  });
}

/** A fresh folder is made by the lockfile alone; one that is there is brought up to date. */
export async function install(logFolder) {
  const fresh = !existsSync(path.join(root, "node_modules", ".package-lock.json"));
  const flags = ["--no-audit", "--no-fund", "--include=dev", "--include=optional"];
  await runLogged({
    command: "npm",
    args: [fresh ? "ci" : "install", ...flags],
    logFile: path.join(logFolder, "install.log"),
    failure: "The packages could not be installed:",
  });
}
