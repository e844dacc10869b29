import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

// A clone as it is before anything is installed: whatever start says here, it says without packages.
const root = fileURLToPath(new URL("..", import.meta.url));
const clone = mkdtempSync(join(tmpdir(), "clone-"));
const servers: Server[] = [];

function listen(host?: string): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(host ? { port: 0, host } : { port: 0 });
    servers.push(server);
    server.on("listening", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

function start(env: Record<string, string>, ...args: string[]) {
  const result = spawnSync(process.execPath, ["scripts/start.mjs", ...args], {
    cwd: clone,
    encoding: "utf8",
    env: { NODE_ENV: "production", PATH: process.env["PATH"] ?? "", DATA_DIR: ".data", ...env },
    timeout: 20_000,
  });
  return { status: result.status, text: result.stdout + result.stderr };
}

const installed = () => existsSync(join(clone, "node_modules"));

beforeAll(() => {
  for (const name of ["scripts", "package.json", "package-lock.json"])
    cpSync(join(root, name), join(clone, name), { recursive: true });
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(clone, { recursive: true });
});

test.each([["127.0.0.1"], [undefined]])(
  "a port that is busy on %s is named before anything is installed",
  async (host) => {
    const port = await listen(host);
    const { status, text } = start({ ENFORCER_PORT: String(port) });
    expect(status).toBe(1);
    expect(text).toContain(`Port ${port} is busy; the enforcer needs it (ENFORCER_PORT).`);
    expect(installed()).toBe(false);
  },
);

test("a port that is none, and two that are the same, are named together", () => {
  const { status, text } = start({ PORT: "many", SAMPLE_PORT: "8181" });
  expect(status).toBe(1);
  expect(text).toContain('PORT is "many"; expected a port from 1 to 65535.');
  expect(text).toContain("ENFORCER_PORT and SAMPLE_PORT are both 8181");
  expect(installed()).toBe(false);
});

test("production names every missing variable at once, before anything is installed", () => {
  const { status, text } = start({ DATABASE_URL: "postgresql://u:p@127.0.0.1:1/x" });
  expect(status).toBe(1);
  for (const name of [
    "PUBLIC_URL",
    "SESSION_SECRET",
    "CONSOLE_KEK",
    "AUTHORITY_KEK",
    "ROOT_KEY_FILE",
  ])
    expect(text).toContain(`${name} is missing`);
  expect(text).not.toContain("DATABASE_URL is missing");
  expect(installed()).toBe(false);
});

test("a secret that is too short is refused with what was expected", () => {
  const { text } = start({
    DATABASE_URL: "postgresql://u:p@127.0.0.1:1/x",
    CONSOLE_KEK: "short",
    ROOT_KEY_FILE: "nowhere.pem",
  });
  expect(text).toContain("CONSOLE_KEK is not 32 bytes in base64url");
  expect(text).toContain("ROOT_KEY_FILE names a file that cannot be read");
});

test("a value that can't be right is refused for every variable, with who reads it", () => {
  const file = join(clone, "package.json"); // can be read, and is no key
  const { status, text } = start({
    DATABASE_URL: "mysql://u:p@127.0.0.1/x",
    PUBLIC_URL: "sallyport.example.com",
    SESSION_SECRET: "short",
    ROOT_KEY_FILE: file,
    AUTHORITY_URL: "127.0.0.1:3001",
    LEASE_SECONDS: "soon",
    POLL_HOLD_SECONDS_MAX: "90",
    LOG_LEVEL: "loud",
  });
  expect(status).toBe(1);
  for (const line of [
    "DATABASE_URL is no address of a Postgres (migrate, seed, authority, console)",
    "PUBLIC_URL is no http or https address (seed, authority, console)",
    "SESSION_SECRET is shorter than 32 characters (console)",
    "CONSOLE_KEK is missing (console)",
    "AUTHORITY_KEK is missing (authority)",
    "ROOT_KEY_FILE names a file that holds no such key (seed, authority)",
    "AUTHORITY_URL is no http or https address (seed, console)",
    "LEASE_SECONDS is no whole number of 5 or more (authority)",
    "POLL_HOLD_SECONDS_MAX is no whole number from 1 to 55 (authority)",
    "LOG_LEVEL is not known (migrate, seed, authority, console)",
  ])
    expect(text).toContain(line);
  expect(installed()).toBe(false);
});

test.each([
  ["migrate", ["DATABASE_URL"], "PUBLIC_URL"],
  ["seed", ["DATABASE_URL", "PUBLIC_URL"], "AUTHORITY_KEK"],
  ["console", ["SESSION_SECRET", "CONSOLE_KEK"], "AUTHORITY_KEK"],
  ["authority", ["AUTHORITY_KEK", "ROOT_KEY_FILE"], "CONSOLE_KEK"],
  ["enforcer", ["SALLYPORT_URL", "SALLYPORT_TOKEN_FILE"], "DATABASE_URL"],
])("the %s alone asks for its own variables only", (role, own, foreign) => {
  const { status, text } = start({}, role);
  expect(status).toBe(1);
  for (const name of own) expect(text).toContain(`${name} is missing`);
  expect(text).not.toContain(foreign);
});

test("an unknown process is named with those there are", () => {
  const { text } = start({}, "worker");
  expect(text).toContain(
    "Unknown process worker; known are console, authority, enforcer, migrate, seed.",
  );
});
