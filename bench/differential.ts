import { rmSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  casesOfSeed,
  compareEngine,
  compareEverywhere,
  requestsPerDeployment,
  type Mismatch,
} from "#lib/bundle/testing/compare-everywhere.ts";
import { explainMismatch } from "#lib/bundle/testing/explain-mismatch.ts";
import { findOpa } from "#lib/bundle/testing/find-opa.ts";
import { runOpa, type RunningOpa } from "#lib/bundle/testing/run-opa.ts";
import { writeLibrary } from "#lib/bundle/testing/write-library.ts";
import {
  compareHistory,
  momentsPerHistory,
  type HistoryMismatch,
} from "#lib/engine/testing/compare-history.ts";
import type { Bench, BenchContext, Row } from "./bench.ts";

const casesDefault = 1_000_000;
const opaCasesDefault = 50_000;
const rememberingDefault = 200_000;
const explainedMax = 5;

type Tally = {
  readonly seed: number;
  cases: number;
  opaCases: number;
  readonly reasons: Map<string, number>;
  readonly mismatches: { readonly seed: number; readonly mismatch: Mismatch }[];
};

/**
 * `--cases=`, `--opa=` (how many of them stock OPA decides as well), `--remembering=` (how many more one engine decides
 * in a row while time and documents change), `--seed=` (repeats a run). Ends with the first mismatches, made as small
 * as they get.
 */
export const differential: Bench = {
  title: "the same decisions from reference, engine and stock OPA",
  secondsMax: 4 * 3600,
  run: async (context) => {
    const folder = writeLibrary();
    const opa = findOpa() === null ? null : await runOpa(["--log-level", "error", folder]);
    try {
      const tally = await compareMany(context, opa);
      await explain(context, tally, opa);
      return [...summarise(tally), await compareHistories(context, tally.seed)];
    } finally {
      await opa?.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

/** OPA decides what it can while engine and reference go through all: it is a hundred times slower. */
async function compareMany(context: BenchContext, opa: RunningOpa | null): Promise<Tally> {
  const seed = option(context, "seed", Math.floor(Math.random() * 2 ** 31));
  const wanted = option(context, "cases", casesDefault);
  const opaWanted = opa === null ? 0 : option(context, "opa", opaCasesDefault);
  const tally: Tally = { seed, cases: 0, opaCases: 0, reasons: new Map(), mismatches: [] };
  context.say(`--seed=${seed}, ${wanted} cases, ${opaWanted} of them in OPA`);
  let inOpa: Promise<void> | null = null;
  for (let index = 0; tally.cases < wanted; index += 1) {
    const at = seed + index;
    if (inOpa === null && tally.opaCases < opaWanted)
      inOpa = compareInOpa(at, opa, tally).finally(() => (inOpa = null));
    note(tally, at, compareEngine(casesOfSeed(at)));
    if (index % (10_000 / requestsPerDeployment) === 0)
      context.say(
        `${tally.cases} compared, ${tally.opaCases} in OPA, ${tally.mismatches.length} differ`,
      );
    await nextTurn();
  }
  for (let at = seed + wanted; tally.opaCases < opaWanted; at += 1) {
    await inOpa;
    await compareInOpa(at, opa, tally);
  }
  return tally;
}

/** What an engine keeps from one decision to the next must never show. */
async function compareHistories(context: BenchContext, seed: number): Promise<Row> {
  const wanted = option(context, "remembering", rememberingDefault);
  const found: HistoryMismatch[] = [];
  let count = 0;
  for (let at = seed; count < wanted; at += 1) {
    const { decided, mismatches } = compareHistory(at);
    count += decided.length;
    found.push(...mismatches);
    if ((at - seed) % 200 === 0)
      context.say(`${count} of ${wanted} in a row compared, ${found.length} differ`);
    await nextTurn();
  }
  for (const one of found.slice(0, explainedMax)) context.say(JSON.stringify(one, null, 2));
  return {
    what: `engine in runs of ${momentsPerHistory} against itself afresh and reference, --seed=${seed}`,
    ours: `${found.length} differ`,
    peer: `of ${count}`,
    ratio: null,
    goal: "none",
    met: found.length === 0,
  };
}

async function compareInOpa(seed: number, opa: RunningOpa | null, tally: Tally): Promise<void> {
  const { mismatches } = await compareEverywhere(casesOfSeed(seed), opa);
  tally.opaCases += requestsPerDeployment;
  const own = mismatches.filter(({ who }) => who === "opa");
  tally.mismatches.push(...own.map((mismatch) => ({ seed, mismatch })));
}

function note(tally: Tally, seed: number, compared: ReturnType<typeof compareEngine>): void {
  tally.cases += compared.decided.length;
  for (const { reason } of compared.decided)
    tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
  tally.mismatches.push(...compared.mismatches.map((mismatch) => ({ seed, mismatch })));
}

async function explain(
  { say }: BenchContext,
  { mismatches }: Tally,
  opa: RunningOpa | null,
): Promise<void> {
  for (const { seed, mismatch } of mismatches.slice(0, explainedMax))
    say(`\nseed ${seed}:\n${await explainMismatch(mismatch, opa)}`);
}

function summarise({ seed, cases, opaCases, reasons, mismatches }: Tally): readonly Row[] {
  const differing = (who: Mismatch["who"]) =>
    mismatches.filter(({ mismatch }) => mismatch.who === who).length;
  const row = (what: string, who: Mismatch["who"], count: number): Row => ({
    what: `${what}, --seed=${seed}`,
    ours: `${differing(who)} differ`,
    peer: `of ${count}`,
    ratio: null,
    goal: "none",
    met: differing(who) === 0,
  });
  const shares = [...reasons]
    .toSorted(([, left], [, right]) => right - left)
    .map(([reason, count]) => `${reason} ${((100 * count) / cases).toFixed(1)} %`);
  return [
    row("engine against reference", "engine", cases),
    row("stock OPA against reference", "opa", opaCases),
    { what: "reached", ours: shares.join(", "), peer: "", ratio: null, goal: "", met: null },
  ];
}

function option({ options }: BenchContext, name: string, fallback: number): number {
  return Number(options.get(name) ?? fallback);
}
