// Evaluation mode makes its own secrets, once; a person with real ones gives them as variables.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const makeSecret = () => randomBytes(32).toString("base64url");

function write(file, secrets) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** The secrets of a data folder, made at the first start; `save` keeps a changed Postgres port. */
export function readSecrets(dataFolder) {
  mkdirSync(dataFolder, { recursive: true });
  const file = path.join(dataFolder, "secrets.json");
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const secrets = {
    SESSION_SECRET: makeSecret(),
    CONSOLE_KEK: makeSecret(),
    AUTHORITY_KEK: makeSecret(),
    databasePassword: makeSecret(),
    ...known,
  };
  const save = (changes) => write(file, { ...secrets, ...changes });
  if (Object.keys(known).length < Object.keys(secrets).length) save({});
  return { secrets, save };
}
