import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#bench/http/free-port.ts";
import { findNginx } from "#scripts/find-programs.mjs";

export type Nginx = { readonly port: number; readonly stop: () => Promise<void> };

/** A real nginx on a free port with this inside its `server`; null where there is none. */
export async function startNginx(
  locations: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  upstreams = "",
): Promise<Nginx | null> {
  const nginx = findNginx();
  if (nginx === undefined) return null;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "bench-nginx-"));
  mkdirSync(join(folder, "files"));
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, "files", name), content);
  writeFileSync(join(folder, "nginx.conf"), config(folder, port, locations, upstreams));
  const args = ["-p", folder, "-c", join(folder, "nginx.conf"), "-g", "daemon off;"];
  const child = spawn(nginx, args, { stdio: ["ignore", "ignore", "inherit"] });
  // SIGTERM, so that the master takes its worker with it.
  process.on("exit", () => void child.kill("SIGTERM"));
  for (let attempt = 0; ; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    await answer?.body?.cancel();
    if (answer !== null) break;
    if (attempt > 200 || child.exitCode !== null) throw new Error("nginx does not start");
    await sleep(25);
  }
  return {
    port,
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One worker: one core, like the process it is compared with. Kept alive for as long as anybody asks. */
function config(folder: string, port: number, locations: string, upstreams: string): string {
  return `
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr crit;
${process.getuid?.() === 0 ? "user root;" : ""}
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  ${upstreams}
  server {
    listen 127.0.0.1:${port};
    root ${folder}/files;
    default_type text/plain;
    ${locations}
  }
}
`;
}
