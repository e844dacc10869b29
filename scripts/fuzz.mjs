// `npm run fuzz`: random input against everything that reads what strangers send, a minute each, until something breaks.
// `npm run fuzz -- path token --seconds 600 --seed 7`; a finding names its case, `--case` repeats just that.
import { spawn } from "node:child_process";
import path from "node:path";
import { buildStale, bundleEntry } from "./build.mjs";
import { root } from "./hash.mjs";
import { install, isInstalled } from "./install.mjs";
import { quietEnvironment } from "./run.mjs";

const logFolder = path.join(root, ".test", "reports");
const report = async (label, work) => {
  console.error(`${label} …`);
  await work;
};

try {
  if (!isInstalled()) await report("installing packages", install(logFolder));
  await buildStale({ logFolder, only: ["client"], report });
  await report("building the fuzzers", bundleEntry("fuzz", "fuzz/main.ts", true));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const child = spawn(
  process.execPath,
  ["--enable-source-maps", "dist/fuzz.mjs", ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...quietEnvironment },
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("close", (code) => process.exit(code ?? 1));
