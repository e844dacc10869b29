// `npm run build`: the Prisma client, dist/*.mjs and the console, each only if its sources changed.
import { chmodSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeCalls } from "./calls.mjs";
import { hashSources, isStamped, root, stamp } from "./hash.mjs";
import { withLock } from "./lock.mjs";
import { runLogged } from "./run.mjs";

const outputs = {
  authority: { entry: "authority/main.ts", external: true },
  enforcer: { entry: "enforcer/main.ts", external: false },
  middleware: { entry: "enforcer/middleware/main.ts", external: false },
  sallyport: { entry: "cli/main.ts", external: false },
  seed: { entry: "prisma/seed.ts", external: true },
  // Started by the authority as a thread.
  "read-description": { entry: "lib/apis/description/thread.ts", external: false },
};

/** They load native code or files of their own, so they stay in node_modules. */
const externals = [
  "@node-rs/argon2",
  "@prisma/*",
  "pg",
  "pg-native",
  "pino",
  // Only benchmarks have these.
  "@casl/ability",
  "@cedar-policy/cedar-wasm",
  "@open-policy-agent/opa-wasm",
  "casbin",
  "pg-copy-streams",
];

/** Bundled CommonJS asks for `require`; an ES module has none of its own. */
const banner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

const versions = ["package.json", "package-lock.json", "scripts/build.mjs"];
const clientSources = ["prisma/schema.prisma", "prisma.config.ts", ...versions];
const distSources = ["lib", "authority", "enforcer", "cli", "prisma", ...versions];
const consoleSources = [
  "lib",
  "app",
  "components",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "prisma/schema.prisma",
  ...versions,
];

export const consoleFolder = () => process.env.NEXT_DIST_DIR ?? ".next";

/** Zod brings its messages in fifty languages, a third of a program that has to start fast; ours are English. */
const withoutLocales = {
  name: "without-locales",
  setup(builder) {
    builder.onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, ({ importer }) =>
      importer.includes("/node_modules/zod/") ? { path: "zod", namespace: "none" } : undefined,
    );
    builder.onLoad({ filter: /^zod$/, namespace: "none" }, () => ({ contents: "export {};" }));
  },
};

async function generate(logFolder) {
  await runLogged({
    command: process.execPath,
    args: ["scripts/prisma.mjs", "generate"],
    logFile: path.join(logFolder, "generate.log"),
    failure: "The Prisma client could not be made:",
  });
}

/** One TypeScript program as `dist/<name>.mjs`; with `external` some packages stay in node_modules. */
export async function bundleEntry(name, entry, external, outfile = `dist/${name}.mjs`) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["react-server"],
    mainFields: ["module", "main"],
    loader: { ".rego": "text" },
    plugins: [withoutLocales],
    external: external ? externals : ["pg-native"],
    banner: { js: name === "sallyport" ? `#!/usr/bin/env node\n${banner}` : banner },
    sourcemap: true,
    logLevel: "warning",
  });
}

async function bundle() {
  const found = Object.entries(outputs).filter(([, { entry }]) =>
    existsSync(path.join(root, entry)),
  );
  await Promise.all(found.map(([name, { entry, external }]) => bundleEntry(name, entry, external)));
  const { stop } = await import("esbuild");
  await stop(); // its service would stay for as long as a start does
  if (existsSync(path.join(root, outputs.sallyport.entry)))
    chmodSync(path.join(root, "dist", "sallyport.mjs"), 0o755);
}

async function buildConsole(logFolder) {
  if (!existsSync(path.join(root, "app"))) return;
  await writeCalls();
  await runLogged({
    command: process.execPath,
    args: ["node_modules/next/dist/bin/next", "build"],
    env: { ...process.env, NODE_ENV: "production" },
    logFile: path.join(logFolder, "build.log"),
    failure: "The console could not be built:",
  });
}

/** What there is to build, in order; `label` is for people. */
const parts = {
  client: {
    label: "database client",
    sources: clientSources,
    stampFile: () => "lib/db/generated/.stamp",
    make: generate,
  },
  dist: {
    label: "authority, enforcer and command line",
    sources: distSources,
    stampFile: () => "dist/.stamp",
    make: bundle,
  },
  console: {
    label: "console",
    sources: consoleSources,
    stampFile: () => path.join(consoleFolder(), ".stamp"),
    make: buildConsole,
  },
};

/**
 * @param {{ logFolder: string, only?: string[], report: (label: string, work: Promise<void>) =>
 *   Promise<void> }} options `only` names parts; without it all are built
 */
export async function buildStale(options) {
  await withLock(path.join(root, ".next-lock"), () => buildParts(options));
}

async function buildParts({ logFolder, only = Object.keys(parts), report }) {
  for (const name of only) {
    const { label, sources, stampFile, make } = parts[name];
    const file = path.join(root, stampFile());
    const hash = hashSources(sources);
    if (isStamped(file, hash)) continue;
    rmSync(file, { force: true });
    await report(`building the ${label}`, make(logFolder));
    stamp(file, hash);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const logFolder = path.resolve(root, process.env.DATA_DIR ?? ".data", "logs");
  const only = process.argv.slice(2);
  try {
    await buildStale({
      logFolder,
      ...(only.length > 0 && { only }),
      report: async (label, work) => {
        console.log(`${label} …`);
        await work;
      },
    });
    console.log("Everything is built.");
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
