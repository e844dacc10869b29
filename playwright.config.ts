import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/find-programs.mjs";

// Ports and folders of its own: journeys run while the product runs in the same clone. They are
// put into the environment because the specs' processes read them too.
const environment = {
  PORT: process.env["E2E_PORT"] ?? "4300",
  AUTHORITY_PORT: process.env["E2E_AUTHORITY_PORT"] ?? "4301",
  ENFORCER_PORT: process.env["E2E_ENFORCER_PORT"] ?? "4302",
  SAMPLE_PORT: process.env["E2E_SAMPLE_PORT"] ?? "4303",
  DATA_DIR: process.env["E2E_DATA_DIR"] ?? ".test/e2e",
  NEXT_DIST_DIR: process.env["E2E_NEXT_DIST_DIR"] ?? ".next-test",
};
Object.assign(process.env, environment);

const origin = `http://localhost:${environment.PORT}`;
const executablePath = await findChromium();
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  // `npm test` walks the journeys, `npm run screenshots` takes the pictures; both with the same parts.
  projects: [
    { name: "journeys", testMatch: "**/*.spec.ts" },
    { name: "screenshots", testMatch: "**/*.shots.ts" },
  ],
  outputDir: "test-results",
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env["CI"]),
  // A machine that is busy with other things is slow, not broken.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ? [["list"], ["json"]] : "list",
  use: {
    baseURL: origin,
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: isRoot ? ["--no-sandbox"] : [],
    },
  },
  webServer: {
    command: "node scripts/e2e-server.mjs",
    wait: { stdout: /Ctrl-C stops everything/ },
    timeout: 600_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    stdout: "pipe",
    stderr: "pipe",
    env: environment,
  },
});
