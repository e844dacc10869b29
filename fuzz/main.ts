import { parseArgs } from "node:util";
import { runTarget, type FuzzRun } from "./run-target.ts";
import { targets } from "./targets.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string" },
    case: { type: "string" },
  },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const only = values.case === undefined ? null : Number(values.case);
const asked = positionals.length > 0 ? positionals : Object.keys(targets);
const unknown = asked.filter((name) => !Object.hasOwn(targets, name));

if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. There are ${Object.keys(targets).join(", ")}.`);
  process.exitCode = 2;
} else {
  console.log(`seed ${seed}`);
  for (const name of asked) if (!(await fuzz(name))) process.exitCode = 1;
}

async function fuzz(name: string): Promise<boolean> {
  const target = targets[name];
  if (!target) return false;
  console.log(`\n▸ ${name}: ${target.title}`);
  const run = await runTarget(target, {
    seed,
    from: only ?? 0,
    casesMax: only === null ? Number.POSITIVE_INFINITY : 1,
    secondsMax: Number(values.seconds),
    patience: 1,
  });
  report(name, run);
  return run.finding === null;
}

function report(name: string, run: FuzzRun): void {
  const { cases, seconds, longestMs, longestCase, finding } = run;
  console.log(
    `  ${cases.toLocaleString("en")} cases in ${seconds.toFixed(1)} s; the longest kept the event loop for ${longestMs.toFixed(1)} ms (case ${longestCase})`,
  );
  if (finding === null) return;
  const { error, index } = finding;
  console.error(error instanceof Error ? error.stack : error);
  console.error(`  again: npm run fuzz -- ${name} --seed ${seed} --case ${index}`);
}
