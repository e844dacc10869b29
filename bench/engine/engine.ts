import { z } from "zod";
import type { Bench, BenchContext, Row } from "#bench/bench.ts";
import { fixedNow, makeWorld } from "#bench/deployment/make-world.ts";
import { naive } from "#bench/deployment/naive.ts";
import { sizeOf } from "#bench/deployment/size.ts";
import { median, perSecond } from "#bench/measure/median.ts";
import { startRole, type Player } from "#bench/start-role.ts";
import { measured, type Measured } from "./contender.ts";

const sizes = [10, 1000, 10_000];
const peers = ["casl", "opa-wasm", "cedar", "casbin"];
const requests = 4096;
/** Slow peers answer so many that they are done in seconds. */
const answersOf: Readonly<Record<string, number>> = { cedar: 60, casbin: 60 };
/** `--quick`: to see that it works, not how fast it is. */
const paceOf = (quick: boolean) => (quick ? { rounds: 1, ms: 100 } : { rounds: 5, ms: 600 });

/** Decisions per second on one core: ours with everything, the peers with requests already routed and resolved. */
export const engine: Bench = {
  title: "engine, one core",
  secondsMax: 420,
  run: async (context) => {
    const rows: Row[] = [];
    const ours = new Map<number, Measured>();
    const asked = context.options.get("policies");
    for (const size of asked === undefined ? sizes : [Number(asked)])
      rows.push(...(await runSize(size, context, ours)));
    const [small, large] = [ours.get(10), ours.get(10_000)];
    const ratio = small && large ? large.perSecond / small.perSecond : null;
    rows.push({
      what: "10,000 policies against 10",
      ours: large ? perSecond(large.perSecond) : "",
      peer: small ? perSecond(small.perSecond) : "",
      ratio,
      goal: "0.5×",
      met: ratio !== null && ratio >= 0.5,
    });
    return rows;
  },
};

type Running = { readonly name: string; readonly player: Player; readonly rounds: Measured[] };

async function runSize(
  size: number,
  { say, options }: BenchContext,
  ours: Map<number, Measured>,
): Promise<readonly Row[]> {
  const expected = expectedAnswers(size);
  const running: Running[] = [];
  const failures: Row[] = [];
  for (const name of ["sallyport", "sallyport-users", "sallyport-strangers", ...peers]) {
    const player = startRole(name);
    try {
      await player.ask("prepare", size, 60);
      await checkAnswers(name, player, expected);
      running.push({ name, player, rounds: [] });
    } catch (cause) {
      player.stop();
      if (name.startsWith("sallyport")) throw cause;
      failures.push(failed(size, name, cause));
    }
  }
  say(`${size} policies: ${running.map(({ name }) => name).join(", ")} agree on the answers`);
  const { rounds, ms } = paceOf(options.has("quick"));
  for (const one of running)
    await one.player.ask("measure", { ms, requests }, 60).catch(() => null);
  for (let round = 0; round < rounds; round += 1)
    for (const one of running.filter(({ player }) => player.process.connected)) {
      const result = await one.player.ask("measure", { ms, requests }, 60).catch(() => null);
      if (result !== null) one.rounds.push(measured.parse(result));
    }
  for (const { player } of running) player.stop();
  return [...report(size, running, ours), ...failures];
}

/** What the policies mean, worked out the slow way. */
function expectedAnswers(size: number): readonly boolean[] {
  const { rules, requests: all } = makeWorld(sizeOf(size), fixedNow);
  return all.slice(0, 400).map(({ facts }) => naive(rules, facts));
}

async function checkAnswers(name: string, player: Player, expected: readonly boolean[]) {
  const count = answersOf[name] ?? expected.length;
  const answers = z.array(z.boolean()).parse(await player.ask("answer", count, 60));
  const wrong = answers.findIndex((answer, index) => answer !== expected[index]);
  if (wrong >= 0) throw new Error(`${name} answers request ${wrong} differently`);
}

function report(size: number, running: readonly Running[], ours: Map<number, Measured>): Row[] {
  const results = new Map(running.map(({ name, rounds: all }) => [name, medianOf(all)]));
  const own = results.get("sallyport");
  if (!own) return [];
  ours.set(size, own);
  const policies = size.toLocaleString("en");
  const variants = [
    ["sallyport-users", "if each user has one token"],
    ["sallyport-strangers", "if no token comes twice"],
  ] as const;
  return [
    {
      what: `${policies} policies: decisions`,
      ours: perSecond(own.perSecond),
      peer: variants
        .map(([name, when]) => `${perSecond(results.get(name)?.perSecond ?? 0)} ${when}`)
        .join(", "),
      ratio: null,
      goal: "1,000k/s",
      met: own.perSecond >= 1_000_000,
    },
    {
      what: `${policies} policies: one decision, p50 and p99`,
      ours: `${own.p50.toFixed(1)} and ${own.p99.toFixed(1)} µs`,
      peer: "",
      ratio: null,
      goal: "p99 5 µs",
      met: own.p99 <= 5,
    },
    ...peers.flatMap((name) => {
      const peer = results.get(name);
      return peer ? [against(policies, name, own, peer)] : [];
    }),
  ];
}

function against(policies: string, name: string, own: Measured, peer: Measured): Row {
  const ratio = own.perSecond / peer.perSecond;
  return {
    what: `${policies} policies: against ${name}`,
    ours: perSecond(own.perSecond),
    peer: perSecond(peer.perSecond),
    ratio,
    goal: "faster",
    met: ratio > 1,
  };
}

function medianOf(all: readonly Measured[]): Measured {
  return {
    perSecond: median(all.map((one) => one.perSecond)),
    p50: median(all.map(({ p50 }) => p50)),
    p99: median(all.map(({ p99 }) => p99)),
  };
}

function failed(size: number, name: string, cause: unknown): Row {
  const why = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "it failed";
  return {
    what: `${size.toLocaleString("en")} policies: against ${name}`,
    ours: "",
    peer: why.slice(0, 120),
    ratio: null,
    goal: "faster",
    met: null,
  };
}
