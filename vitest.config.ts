import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** `.rego` files are text, as in the esbuild outputs. */
const regoAsText = {
  name: "rego-as-text",
  enforce: "pre" as const,
  load(id: string) {
    const file = id.split("?")[0] ?? id;
    if (!file.endsWith(".rego")) return;
    return `export default ${JSON.stringify(readFileSync(file, "utf8"))};`;
  },
};

const folders = [
  "lib",
  "authority",
  "enforcer",
  "cli",
  "app",
  "bench",
  "fuzz",
  "components",
  "scripts",
  "prisma",
];

export default defineConfig({
  plugins: [regoAsText],
  resolve: { conditions: ["react-server"] },
  ssr: { resolve: { conditions: ["react-server", "node"] } },
  test: {
    include: folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
    exclude: ["node_modules/**", "lib/db/generated/**"],
    environment: "node",
    globalSetup: ["./scripts/vitest-setup.mjs"],
    pool: "forks",
    maxWorkers: process.env["VITEST_WORKERS"] ? Number(process.env["VITEST_WORKERS"]) : 2,
    // A machine that is busy with other things is slow, not broken: these only end what hangs.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { NEXT_TELEMETRY_DISABLED: "1", LOG_LEVEL: "silent", TZ: "UTC" },
  },
});
