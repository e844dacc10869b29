// What a browser needs of each contract to call the API: its name, its route, and what a write makes stale. The schemas
// stay on the server, and zod with them: `#calls/*` (package.json) is the contract itself everywhere but in a browser.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { listSources, root } from "./hash.mjs";

const folder = path.join(root, "lib", "client", "generated");

export async function writeCalls() {
  rmSync(folder, { recursive: true, force: true });
  const contracts = listSources("lib").filter((file) => /\/.+\/contract\.ts$/.test(file));
  const loaded = await loadTogether(contracts);
  for (const [index, contract] of contracts.entries()) {
    const file = path.join(folder, path.relative("lib", path.dirname(contract)) + ".js");
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, textOf(loaded[`contract${index}`]));
  }
}

async function loadTogether(contracts) {
  const { build } = await import("esbuild");
  const outfile = path.join(folder, "contracts.mjs");
  const lines = contracts.map((file, index) => `export * as contract${index} from "./${file}";`);
  await build({
    absWorkingDir: root,
    stdin: { contents: lines.join("\n"), resolveDir: root },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  const loaded = await import(`${pathToFileURL(outfile).href}?${Date.now()}`);
  rmSync(outfile);
  return loaded;
}

/** Schemas and functions are left out: who asks for one in a browser is told by the build. */
function textOf(exported) {
  return Object.entries(exported)
    .map(([name, value]) => [name, plain(value)])
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join("");
}

function plain(value) {
  if (typeof value === "function" || isSchema(value)) return undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    isContract(member) ? callOf(member) : plain(member),
  ]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

const isSchema = (value) => typeof value === "object" && value !== null && "_zod" in value;
const isContract = (value) =>
  typeof value === "object" && value !== null && "route" in value && "kind" in value;

function callOf({ name, route, invalidates }) {
  if (route === null) return { name, route };
  const { method, path: template, ifMatch } = route;
  return { name, route: { method, path: template, ifMatch }, invalidates };
}
