// `npm run bench`: every benchmark side by side with its peer, and one table at the end.
// `npm run bench -- engine differential --seed=7` runs some of them, with options for those that take any.
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
  await buildStale({ logFolder, only: ["client", "dist"], report });
  await report("building the benchmarks", bundleEntry("bench", "bench/main.ts", true));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// A folder with a space in it, a slow peer, a crash: all of that is the benchmarks' own to bound.
const child = spawn(process.execPath, ["dist/bench.mjs", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, ...quietEnvironment, NODE_ENV: "production", LOG_LEVEL: "error" },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("close", (code) => process.exit(code ?? 1));
