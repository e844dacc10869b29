import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCaddy, findHaproxy, findNginx, findOpa } from "#scripts/find-programs.mjs";

export type Program = {
  readonly port: number;
  readonly folder: string;
  readonly stop: () => Promise<void>;
};

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Debian's nginx in the foreground, with the server block the console gives. */
export async function startNginx(serverBlock: string, port: number): Promise<Program> {
  const program = findNginx();
  if (!program) throw new Error("There is no nginx.");
  const folder = mkdtempSync(join(tmpdir(), "sallyport-nginx-"));
  const file = join(folder, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    file,
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}\nhttp { access_log off; ${temporary.join(" ")}\n${serverBlock}\n}\n`,
  );
  return supervise(spawn(program, ["-c", file, "-p", folder], { stdio: "inherit" }), port, folder);
}

/** Debian's Caddy in the foreground, with the site the console gives. */
export async function startCaddy(site: string, port: number): Promise<Program> {
  const program = findCaddy();
  if (!program) throw new Error("There is no Caddy.");
  const folder = mkdtempSync(join(tmpdir(), "sallyport-caddy-"));
  const file = join(folder, "Caddyfile");
  writeFileSync(
    file,
    `{\n\tadmin off\n\tauto_https off\n\tlog {\n\t\tlevel ERROR\n\t}\n}\n${site}`,
  );
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const args = ["run", "--adapter", "caddyfile", "--config", file];
  return supervise(
    spawn(program, args, { stdio: ["ignore", "ignore", "ignore"], env }),
    port,
    folder,
  );
}

/** Debian's HAProxy in the foreground, with the configuration and the script the console gives. */
export async function startHaproxy(config: string, script: string, port: number): Promise<Program> {
  const program = findHaproxy();
  if (!program) throw new Error("There is no HAProxy.");
  const folder = mkdtempSync(join(tmpdir(), "sallyport-haproxy-"));
  const file = join(folder, "haproxy.cfg");
  writeFileSync(join(folder, "sallyport.lua"), script);
  writeFileSync(file, config.replace("/etc/haproxy/", `${folder}/`));
  return supervise(spawn(program, ["-db", "-f", file], { stdio: "inherit" }), port, folder);
}

/** An unmodified OPA, with the boot file the console gives; the paths in it are this test's own. */
export async function startOpa(bootFile: string, credential: string): Promise<Program> {
  const program = findOpa();
  if (!program) throw new Error("There is no OPA.");
  const folder = mkdtempSync(join(tmpdir(), "sallyport-opa-"));
  const port = await freePort();
  mkdirSync(join(folder, "state"));
  writeFileSync(join(folder, "token"), credential, { mode: 0o600 });
  const file = join(folder, "opa.yaml");
  writeFileSync(
    file,
    bootFile
      .replace("/etc/sallyport/token", join(folder, "token"))
      .replace("/var/lib/opa", join(folder, "state")),
  );
  const args = [
    "run",
    "--server",
    `--addr=127.0.0.1:${port}`,
    "--authorization=basic",
    `--config-file=${file}`,
    "--log-level=error",
  ];
  return supervise(spawn(program, args, { stdio: "inherit" }), port, folder);
}

async function supervise(child: ChildProcess, port: number, folder: string): Promise<Program> {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) break;
    if (await answers(port))
      return {
        port,
        folder,
        stop: async () => {
          child.kill("SIGTERM");
          await ended;
          rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
        },
      };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`It did not start: ${readErrors(folder)}`);
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}

function readErrors(folder: string): string {
  try {
    return readFileSync(join(folder, "error.log"), "utf8");
  } catch {
    return "see its output";
  }
}
