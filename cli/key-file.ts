import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { importDeviceKey, type DeviceKey } from "#lib/client/key-proof.ts";

/** The user's own folder for settings; one key per console, so that consoles can't recognise a computer. */
function keyPath(consoleOrigin: string): string {
  const base =
    process.env["XDG_CONFIG_HOME"] ??
    (process.platform === "win32" ? process.env["APPDATA"] : undefined) ??
    path.join(homedir(), ".config");
  const name = createHash("sha256").update(consoleOrigin).digest("hex").slice(0, 16);
  return path.join(base, "sallyport", `device-${name}.json`);
}

/** Writes the private key so that nobody else can read it, whole or not at all. Gives where. */
export async function writeKeyFile(consoleOrigin: string, privateJwk: JsonWebKey): Promise<string> {
  const file = keyPath(consoleOrigin);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ console: consoleOrigin, key: privateJwk }), {
    mode: 0o600,
    flag: "wx",
  });
  await rename(draft, file);
  return file;
}

export async function readKeyFile(consoleOrigin: string): Promise<DeviceKey> {
  const file = keyPath(consoleOrigin);
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null)
    throw new Error(`This computer is not enrolled at ${consoleOrigin}: there is no ${file}.`);
  const stored: unknown = JSON.parse(text);
  const key: unknown =
    typeof stored === "object" && stored !== null ? Reflect.get(stored, "key") : null;
  if (typeof key !== "object" || key === null) throw new Error(`${file} holds no key.`);
  return importDeviceKey(key);
}
