import type { Bench, Row } from "#bench/bench.ts";
import { makeWorld } from "#bench/deployment/make-world.ts";
import { sizeOf } from "#bench/deployment/size.ts";
import { runLoad } from "#bench/http/run-load.ts";
import { dataApiText, wireRequests } from "#bench/http/wire-requests.ts";
import { milliseconds, perSecond } from "#bench/measure/median.ts";
import { startControl, wallSeconds } from "./control.ts";
import { checkSameAnswers } from "./same-answers.ts";
import { startEnforcer, startOpa } from "./servers.ts";

const connections = 16;

/** Our enforcer beside an OPA server, with the same release, the same requests and as many connections. */
export const enforcer: Bench = {
  title: "enforcer over HTTP, 10,000 policies, 16 connections",
  secondsMax: 150,
  run: async ({ options, say }) => {
    const quick = options.has("quick");
    const world = makeWorld(sizeOf(quick ? 1000 : 10_000), wallSeconds(), 512);
    const control = await startControl();
    await control.publish(world.deployment);
    const ours = await startEnforcer(control);
    const opa = await startOpa(control);
    try {
      const requests = await wireRequests(world.requests);
      const allowed = await checkSameAnswers(requests.slice(0, 200), {
        ours: ours.port,
        peer: opa.port,
      });
      say(`both give the same 200 answers, ${allowed} of them allow`);
      const ms = quick ? 500 : 3000;
      const data = { connections, ms, requests: requests.map(dataApiText) };
      const results = await runLoad(
        {
          ours: { ...data, port: ours.port },
          opa: { ...data, port: opa.port },
          nginx: { ...data, port: ours.port, requests: requests.map(({ nginx }) => nginx) },
        },
        quick ? 1 : 5,
      );
      return report(results);
    } finally {
      await Promise.all([ours.stop(), opa.stop(), control.authority.close()]);
      ours.remove();
      opa.remove();
    }
  },
};

function report({ ours, opa, nginx }: Awaited<ReturnType<typeof runLoad>>): Row[] {
  if (!ours || !opa || !nginx) return [];
  const ratio = ours.perSecond / opa.perSecond;
  return [
    {
      what: "Data API against an OPA server",
      ours: perSecond(ours.perSecond),
      peer: perSecond(opa.perSecond),
      ratio,
      goal: "8×",
      met: ratio >= 8,
    },
    {
      what: "Data API, p50 and p99",
      ours: `${milliseconds(ours.p50)} and ${milliseconds(ours.p99)}`,
      peer: `${milliseconds(opa.p50)} and ${milliseconds(opa.p99)}`,
      ratio: opa.p99 / ours.p99,
      goal: "lower p99",
      met: ours.p99 < opa.p99,
    },
    {
      what: "auth_request dialect",
      ours: perSecond(nginx.perSecond),
      peer: `p50 ${milliseconds(nginx.p50)}, p99 ${milliseconds(nginx.p99)}`,
      ratio: null,
      goal: "20,000/s",
      met: nginx.perSecond >= 20_000,
    },
  ];
}
