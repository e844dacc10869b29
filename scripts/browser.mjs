// Runs in a real browser, of the product started for them alone: journeys and screenshots.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./hash.mjs";
import { findFreePort } from "./processes.mjs";
import { quietEnvironment } from "./run.mjs";

const DOWNLOAD_MS = 300_000;
export const bin = (name) => path.join(root, "node_modules", ".bin", name);

export function run(command, args, env = {}, timeout = 0) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      timeout,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...quietEnvironment, ...env },
    });
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** Debian's, when we may install it; else Playwright's, which waits long on closed machines. */
async function installChromium() {
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await run("apt-get", ["update", "-q"]);
    const names = ["-q", "-y", "--no-install-recommends", "chromium"];
    if ((await run("apt-get", ["install", ...names])) === 0) return;
  }
  await run(bin("playwright"), ["install", "chromium"], {}, DOWNLOAD_MS);
}

/** What a run in a real browser needs and this machine lacks; a Chromium is fetched if it can be had. */
export async function missingForBrowser() {
  const { findChromium, findNginx, findOpa } = await import("./find-programs.mjs");
  if (!(await findChromium()) && !process.env.CHROMIUM_PATH) await installChromium();
  const found = { Chromium: await findChromium(), nginx: findNginx(), OPA: findOpa() };
  return Object.keys(found).filter((name) => !found[name]);
}

/** @param {"journeys" | "screenshots"} project of playwright.config.ts; on free ports, beside whatever runs */
export async function runBrowser(project, env = {}) {
  const names = ["E2E_PORT", "E2E_AUTHORITY_PORT", "E2E_ENFORCER_PORT", "E2E_SAMPLE_PORT"];
  const ports = {};
  for (const name of names) ports[name] = String(await findFreePort());
  return run(bin("playwright"), ["test", `--project=${project}`], { ...ports, ...env });
}
