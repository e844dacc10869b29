// `npm test`: everything, from a fresh clone. `npm test -- lint unit` runs some of the steps.
// What this machine can't run is named at the end; with CI=true that is a failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { bin, missingForBrowser, run, runBrowser } from "./browser.mjs";
import { buildStale } from "./build.mjs";
import { root } from "./hash.mjs";
import { install, isInstalled } from "./install.mjs";
import { summarise } from "./summary.mjs";

const folder = path.join(root, ".test");
const reports = path.join(folder, "reports");
const isCI = process.env.CI === "true";
/** A check has one outcome. */
const check = async (command, args) => {
  const passed = (await run(command, args)) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
};

const say = async (label, work) => {
  console.log(`  ${label} …`);
  await work;
};

async function runInstall() {
  if (!isInstalled()) await say("installing packages", install(reports));
  await buildStale({ logFolder: reports, only: ["client"], report: say });
  return { passed: 1, failed: 0, skipped: 0 };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** A run that ends badly without a failed test, as when a file can't be loaded, failed once. */
const failures = (counted, exitCode) => counted || (exitCode === 0 ? 0 : 1);

async function runUnit() {
  const file = path.join(reports, "vitest.json");
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const exitCode = await run(bin("vitest"), ["run", ...reporters]);
  const report = readReport(file);
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failures(report?.numFailedTests ?? 0, exitCode),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

async function runBuild() {
  process.env.NEXT_DIST_DIR = ".next-test";
  await buildStale({ logFolder: reports, report: say });
  return { passed: 1, failed: 0, skipped: 0 };
}

function countJourneys(report, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return { passed: expected, failed: failures(unexpected + flaky, exitCode), skipped };
}

async function runJourneys() {
  const missing = await missingForBrowser();
  if (missing.length > 0) return { passed: 0, failed: 0, skipped: 1 };
  const file = path.join(reports, "playwright.json");
  rmSync(file, { force: true });
  const exitCode = await runBrowser("journeys", { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return countJourneys(readReport(file), exitCode);
}

const steps = {
  install: { title: "packages and database client", run: runInstall },
  format: { title: "format", run: () => check(bin("oxfmt"), ["--check"]) },
  lint: {
    title: "lint, import fences",
    run: () => check(bin("oxlint"), ["--type-aware", "--deny-warnings"]),
  },
  types: { title: "types", run: () => check(bin("tsc"), ["--noEmit", "-p", "."]) },
  dead: { title: "dead code and dependencies", run: () => check(bin("knip"), []) },
  unit: { title: "unit, integration, OPA, gateways, documents", run: runUnit },
  build: { title: "build", run: runBuild },
  e2e: { title: "browser journeys", run: runJourneys },
};

async function runStep(name) {
  const { title, run: work } = steps[name];
  console.log(`\n▸ ${title}`);
  const begin = Date.now();
  try {
    return { title, ...(await work()), seconds: (Date.now() - begin) / 1000 };
  } catch (error) {
    console.error(error.message);
    return { title, passed: 0, failed: 1, skipped: 0, seconds: (Date.now() - begin) / 1000 };
  }
}

/** What tests leave out on this machine, and why. */
async function findMissing(names) {
  const { findCaddy, findHaproxy, findNginx, findOpa } = await import("./find-programs.mjs");
  const gateways = { nginx: findNginx(), Caddy: findCaddy(), HAProxy: findHaproxy() };
  const absent = Object.keys(gateways).filter((name) => !gateways[name]);
  const journeys = names.includes("e2e") ? await missingForBrowser() : [];
  return [
    journeys.length > 0 && `browser journeys: there is no ${journeys.join(", no ")}`,
    names.includes("unit") &&
      absent.length > 0 &&
      `tests behind real gateways: there is no ${absent.join(", no ")}`,
    names.includes("unit") && !findOpa() && "tests with a real OPA: there is none (set OPA_PATH)",
  ].filter(Boolean);
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. Steps are ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}
mkdirSync(reports, { recursive: true });
const names = Object.keys(steps).filter(
  (name) => asked.length === 0 || asked.includes(name) || name === "install",
);
const results = [];
for (const name of names) {
  results.push(await runStep(name));
  if (name === "install" && results[0].failed > 0) break; // nothing else can run
}
const missing = results[0].failed > 0 ? [] : await findMissing(names);
const { text, passed } = summarise(results, missing, isCI);
console.log(text);
process.exit(passed ? 0 : 1);
