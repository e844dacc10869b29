import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, BenchContext, Row } from "#bench/bench.ts";
import { makeWorld, type World } from "#bench/deployment/make-world.ts";
import { sizeOf, type Size } from "#bench/deployment/size.ts";
import { runLoad } from "#bench/http/run-load.ts";
import { dataApiText, wireRequests, type WireRequest } from "#bench/http/wire-requests.ts";
import { median, milliseconds, perSecond } from "#bench/measure/median.ts";
import { compileDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";
import { startControl, wallSeconds, type Control } from "./control.ts";
import { askData } from "./same-answers.ts";
import { startOpa } from "./servers.ts";

/** Stock OPA with our library, from small to large: what decides is the same signed bundles. */
export const stockOpa: Bench = {
  title: "stock OPA with our library",
  secondsMax: 240,
  run: async (context) => {
    const large = context.options.has("quick") ? 1000 : 100_000;
    const rows: Row[] = [];
    for (const size of [sizeOf(10), sizeOf(1000), sizeOf(10_000), sizeOf(10_000, large)])
      rows.push(...(await runSize(size, context)));
    return rows;
  },
};

async function runSize(size: Size, { options, say }: BenchContext): Promise<readonly Row[]> {
  const quick = options.has("quick");
  const world = makeWorld(size, wallSeconds(), 256);
  const control = await startControl();
  await control.publish(world.deployment);
  const opa = await startOpa(control);
  try {
    const requests = await wireRequests(world.requests);
    await checkAnswers(world, requests, opa.port);
    const what = `${size.policies.toLocaleString("en")} policies, ${size.users.toLocaleString("en")} users and devices`;
    say(`${what}: as the engine decides`);
    const base = { port: opa.port, ms: quick ? 300 : 2500, requests: requests.map(dataApiText) };
    const { one, many } = await runLoad(
      { one: { ...base, connections: 1 }, many: { ...base, connections: 16 } },
      quick ? 1 : 3,
    );
    const signalMs = await timeSignals(world, requests, control, opa.port, quick ? 1 : 5);
    if (!one || !many) return [];
    return [
      {
        what: `${what}: decisions, 16 connections`,
        ours: perSecond(many.perSecond),
        peer: `${opa.rssMegabytes().toFixed(0)} MB`,
        ratio: null,
        goal: "1,500/s",
        met: many.perSecond >= 1500,
      },
      {
        what: `${what}: one at a time, p50`,
        ours: milliseconds(one.p50),
        peer: `p99 ${milliseconds(one.p99)}`,
        ratio: null,
        goal: "1 ms",
        met: one.p50 <= 1,
      },
      {
        what: `${what}: a suspension enforced`,
        ours: milliseconds(signalMs),
        peer: "",
        ratio: null,
        goal: "100 ms",
        met: signalMs <= 100,
      },
    ];
  } finally {
    await Promise.all([opa.stop(), control.authority.close()]);
    opa.remove();
  }
}

async function checkAnswers(world: World, requests: readonly WireRequest[], port: number) {
  const compiled = compileDeployment(world.deployment);
  for (const [index, { input }] of world.requests.slice(0, 100).entries()) {
    const expected = decide(compiled, input, wallSeconds());
    const { outcome, reason } = await askData(port, requests[index]?.input);
    if (outcome !== expected.outcome || reason !== expected.reason)
      throw new Error(`request ${index}: ${reason}, but the engine says ${expected.reason}`);
  }
}

/** From the moment the new signals are there to be asked for to the first denial; a subject each time. */
async function timeSignals(
  { deployment, requests: asked }: World,
  requests: readonly WireRequest[],
  { signal }: Control,
  port: number,
  times: number,
): Promise<number> {
  const compiled = compileDeployment(deployment);
  const allowed = asked.flatMap(({ input, facts }, index) => {
    const decision = decide(compiled, input, wallSeconds());
    return decision.outcome === "allow" ? [{ user: facts.user, index }] : [];
  });
  const took: number[] = [];
  let { subjects } = deployment.signals;
  for (const { user, index } of allowed.slice(0, times)) {
    const record = deployment.directory.subjects[user];
    if (!record) continue;
    subjects = { ...subjects, [user]: { ...record, seq: 9, state: "suspended" } };
    // OPA waits up to a second between two polls of its own accord; a poll is to be held when it comes.
    await sleep(1500);
    const servedMs = await signal({
      ...deployment.signals,
      subjects,
      revision: [1, 2 + took.length],
      issued_at: wallSeconds(),
    });
    took.push((await untilDenied(port, requests[index]?.input)) - servedMs);
  }
  return median(took);
}

async function untilDenied(port: number, input: unknown): Promise<number> {
  const endMs = performance.now() + 20_000;
  while (performance.now() < endMs) {
    const { reason } = await askData(port, input);
    if (reason === "subject-suspended") return performance.now();
  }
  throw new Error("the suspension was not enforced within 20 s");
}
