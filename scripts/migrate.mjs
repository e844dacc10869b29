// Applies prisma/migrations to DATABASE_URL, in order, each once.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openSchemaEngine } from "./wasm-engine.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
export const migrationsFolder = path.join(root, "prisma", "migrations");
const LOCK_FILE = "migration_lock.toml";

/** The folder as the engine wants it; a file that cannot be read is an error of that migration. */
export function readMigrations(folder = migrationsFolder) {
  const lockFile = path.join(folder, LOCK_FILE);
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .toSorted((a, b) => (a < b ? -1 : 1))
    : [];
  const read = (name) => {
    try {
      return { tag: "ok", value: readFileSync(path.join(folder, name, "migration.sql"), "utf8") };
    } catch (error) {
      return { tag: "error", value: error.message };
    }
  };
  return {
    baseDir: folder,
    lockfile: {
      path: LOCK_FILE,
      content: existsSync(lockFile) ? readFileSync(lockFile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: read(name) },
    })),
  };
}

/** @returns the names of the migrations that were applied now */
export async function migrate(url, folder = migrationsFolder) {
  const { engine, close } = await openSchemaEngine({ url });
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(folder),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    await close();
  }
}

async function main() {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error("DATABASE_URL is missing: the Postgres to migrate.");
    return 2;
  }
  try {
    const applied = await migrate(url);
    for (const name of applied) console.log(`applied ${name}`);
    console.log(applied.length === 0 ? "The database is up to date." : "Done.");
    return 0;
  } catch (error) {
    console.error(`The migration failed: ${error?.message ?? error}`);
    return 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exit(await main());
