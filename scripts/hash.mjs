// What a build was made from. A stamp beside the output holds the hash; so "out of date" is known
// by content, never by a folder being there.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const generated = [path.join("lib", "db", "generated"), path.join("lib", "client", "generated")];
const isSource = (file) =>
  !/\.(test|spec)\.tsx?$/.test(file) && !generated.some((folder) => file.startsWith(folder));

function listFiles(entry) {
  const full = path.join(root, entry);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [entry];
  return readdirSync(full)
    .toSorted()
    .flatMap((name) => listFiles(path.join(entry, name)));
}

/** The files of a folder that count, relative to the clone. */
export function listSources(folder) {
  return listFiles(folder).filter(isSource);
}

/** A hash over files and folders, relative to the clone; tests do not count. */
export function hashSources(entries) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const file of entries.flatMap(listSources))
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

export function isStamped(file, hash) {
  return existsSync(file) && readFileSync(file, "utf8").trim() === hash;
}

export function stamp(file, hash) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${hash}\n`);
}
