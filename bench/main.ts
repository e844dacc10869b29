import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { row, type Bench, type Row } from "./bench.ts";
import { benches, benchesByNameOnly } from "./benches.ts";
import { playRole } from "./role.ts";
import { roles } from "./roles.ts";
import { describeMachine } from "./machine.ts";
import { formatSummary, type Section } from "./summary.ts";

const all = { ...benches, ...benchesByNameOnly };
const [mode, name = "", ...rest] = process.argv.slice(2);

if (mode === "--bench") await runHere(name, rest);
else if (mode === "--role") playRole(roles[name]);
else process.exitCode = await runAsked(process.argv.slice(2));

/** Each bench in a process of its own: a fresh heap, and a crash costs only itself. */
async function runAsked(argv: readonly string[]): Promise<number> {
  const options = argv.filter((argument) => argument.startsWith("--"));
  const asked = argv.filter((argument) => !argument.startsWith("--"));
  const unknown = asked.filter((one) => !Object.hasOwn(all, one));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(", ")}. There are ${Object.keys(all).join(", ")}.`);
    return 2;
  }
  const sections: Section[] = [];
  for (const one of asked.length > 0 ? asked : Object.keys(benches)) {
    const bench = all[one];
    if (bench) sections.push(await runApart(one, bench, options));
  }
  console.log(formatSummary(describeMachine(), sections));
  return sections.some(({ failure }) => failure !== null) ? 1 : 0;
}

async function runApart(one: string, bench: Bench, options: readonly string[]): Promise<Section> {
  console.error(`\n▸ ${one}: ${bench.title}`);
  const startedMs = performance.now();
  const child = fork(fileURLToPath(import.meta.url), ["--bench", one, ...options]);
  // It ends what it started; if it can't any more, it is ended.
  const timer = setTimeout(() => {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 5000).unref();
  }, bench.secondsMax * 1000);
  const rows: Row[] = [];
  child.on("message", (message) => rows.push(...z.array(row).parse(message)));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on("close", (...end) => resolve(end));
  });
  clearTimeout(timer);
  const seconds = (performance.now() - startedMs) / 1000;
  const failure = code === 0 ? null : `ended with ${signal ?? code} after ${seconds.toFixed(0)} s`;
  return { title: bench.title, rows, failure, seconds };
}

function endHere(): void {
  process.exit(1);
}

async function runHere(one: string, argv: readonly string[]): Promise<void> {
  const bench = all[one];
  if (!bench) throw new Error(`no bench is called ${one}`);
  const options = new Map(
    argv.map((argument) => {
      const [key = "", value = ""] = argument.slice(2).split("=");
      return [key, value];
    }),
  );
  process.on("SIGTERM", endHere);
  process.on("disconnect", endHere);
  const rows = await bench.run({ options, say: (text) => console.error(`  ${text}`) });
  process.off("disconnect", endHere);
  process.send?.(rows);
  process.disconnect?.();
}
