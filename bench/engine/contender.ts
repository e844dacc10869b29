import { z } from "zod";
import type { PeerFacts } from "#bench/deployment/peer-rule.ts";
import { fixedNow, makeWorld, type World } from "#bench/deployment/make-world.ts";
import { sizeOf } from "#bench/deployment/size.ts";
import { quantile } from "#bench/measure/median.ts";
import type { Role } from "#bench/role.ts";

/** Answers the request with that index. */
export type Ask = (index: number) => boolean;

/** An engine at one size: what is prepared is not measured, as a deployment prepares it once per release. */
export type Prepare = (world: World) => Ask | Promise<Ask>;

const work = z.object({ ms: z.number(), requests: z.number() });
export const measured = z.object({
  perSecond: z.number(),
  /** Of single decisions, in microseconds. */
  p50: z.number(),
  p99: z.number(),
});
export type Measured = z.infer<typeof measured>;

/** An engine in a process of its own, which answers or is measured when told to. */
export function contender(prepare: Prepare): Role {
  let ask: Ask = nothing;
  return async (command, input) => {
    if (command === "prepare")
      ask = await prepare(makeWorld(sizeOf(z.number().parse(input)), fixedNow));
    if (command === "answer")
      return Array.from({ length: z.number().parse(input) }, (_, at) => ask(at));
    return command === "measure" ? measure(ask, work.parse(input)) : null;
  };
}

const nothing: Ask = () => false;

/**
 * First how many in a second of the processor, in blocks so that the clock is not what is measured; then some one by
 * one. The processor's time (of all threads, collector and compiler included) is what one core has to give, whoever
 * else is using the machine.
 */
function measure(ask: Ask, { ms, requests }: z.infer<typeof work>): Measured {
  let at = 0;
  let allowed = 0;
  const next = () => {
    if (ask(at)) allowed += 1;
    at = at + 1 === requests ? 0 : at + 1;
  };
  let count = 0;
  const before = process.cpuUsage();
  let tookMs = 0;
  let block = 1;
  while (tookMs < ms) {
    for (let index = 0; index < block; index += 1) next();
    count += block;
    const { user, system } = process.cpuUsage(before);
    tookMs = (user + system) / 1000;
    if (tookMs < ms / 20) block = Math.min(block * 2, 1024);
  }
  const single = Array.from(
    { length: Math.min(20_000, Math.max(20, Math.round(count / 4))) },
    () => {
      const begin = process.hrtime.bigint();
      next();
      return Number(process.hrtime.bigint() - begin) / 1000;
    },
  );
  if (allowed === 0) throw new Error("nothing was allowed");
  return {
    perSecond: (count / tookMs) * 1000,
    p50: quantile(single, 0.5),
    p99: quantile(single, 0.99),
  };
}

/** What a peer needs of a request. */
export function factsOf(world: World): readonly PeerFacts[] {
  return world.requests.map(({ facts }) => facts);
}
