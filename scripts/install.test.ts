import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, expect, test } from "vitest";

// A clone with two packages, one of them for another machine: when is something missing in it?
const clone = mkdtempSync(join(tmpdir(), "installed-"));
const program = 'import { isInstalled } from "./install.mjs"; console.log(isInstalled());';

const wanted = {
  "": {},
  "node_modules/one": { version: "1.0.0" },
  "node_modules/other": { version: "1.0.0", optional: true, os: ["plan9"], cpu: ["mips"] },
};

function lock(file: string, packages: Readonly<Record<string, object>>): void {
  writeFileSync(join(clone, file), JSON.stringify({ packages }));
}

function isInstalled(): string {
  const run = spawnSync(process.execPath, ["scripts/is-installed.mjs"], {
    cwd: clone,
    encoding: "utf8",
  });
  return run.stdout.trim() || run.stderr;
}

beforeEach(() => {
  cpSync(fileURLToPath(new URL(".", import.meta.url)), join(clone, "scripts"), { recursive: true });
  writeFileSync(join(clone, "scripts", "is-installed.mjs"), program);
  rmSync(join(clone, "node_modules"), { recursive: true, force: true });
  mkdirSync(join(clone, "node_modules", "one"), { recursive: true });
  lock("package-lock.json", wanted);
  lock("node_modules/.package-lock.json", { "node_modules/one": { version: "1.0.0" } });
});

afterAll(() => rmSync(clone, { recursive: true }));

test("what the lockfile asks of this machine is installed", () => {
  expect(isInstalled()).toBe("true");
});

test("a package of another version is missing", () => {
  lock("package-lock.json", { ...wanted, "node_modules/one": { version: "1.0.1" } });
  expect(isInstalled()).toBe("false");
});

test("a package whose folder was deleted is missing", () => {
  rmSync(join(clone, "node_modules", "one"), { recursive: true });
  expect(isInstalled()).toBe("false");
});

test("a folder that npm never finished is missing", () => {
  rmSync(join(clone, "node_modules", ".package-lock.json"));
  expect(isInstalled()).toBe("false");
});
