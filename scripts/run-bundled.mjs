// Runs one of our TypeScript programs that are no part of the product: installs, builds and bundles what it needs,
// then hands it the terminal and the arguments.
import { spawn } from "node:child_process";
import path from "node:path";
import { buildStale, bundleEntry } from "./build.mjs";
import { root } from "./hash.mjs";
import { install, isInstalled } from "./install.mjs";
import { makeRunFolder } from "./run-folder.mjs";
import { quietEnvironment } from "./run.mjs";

const logFolder = path.join(root, ".test", "reports");

async function report(label, work) {
  console.error(`${label} …`);
  await work;
}

/**
 * @param {{ name: string, title: string, needs: string[], nodeArgs?: string[], env?: Record<string, string> }} program
 *   `name` is that of its folder, whose `main.ts` it is; `needs` are parts of the build
 */
export async function runBundled({ name, title, needs, nodeArgs = [], env = {} }) {
  try {
    if (!isInstalled()) await report("installing packages", install(logFolder));
    await buildStale({ logFolder, only: needs, report });
    await report(`building the ${title}`, bundleEntry(name, `${name}/main.ts`, true));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const args = [...nodeArgs, `dist/${name}.mjs`, ...process.argv.slice(2)];
  const temporary = makeRunFolder();
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...quietEnvironment, ...env, TMPDIR: temporary.path },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("close", (code) => {
    temporary.remove();
    process.exit(code ?? 1);
  });
}
