import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Bench, Row } from "#bench/bench.ts";
import { makeWorld } from "#bench/deployment/make-world.ts";
import { sizeOf } from "#bench/deployment/size.ts";
import { load } from "#bench/http/load.ts";
import { wireRequests } from "#bench/http/wire-requests.ts";
import { median, perSecond } from "#bench/measure/median.ts";
import { startRole, type Player } from "#bench/start-role.ts";
import { startControl, wallSeconds, type Control } from "./control.ts";
import { listening } from "./enforcer-role.ts";

/** The same enforcer with and without its decision log, in turn. */
export const logging: Bench = {
  title: "enforcer: what the decision log costs",
  secondsMax: 90,
  run: async ({ options }) => {
    const quick = options.has("quick");
    const control = await startControl();
    const world = makeWorld(sizeOf(1000), wallSeconds(), 512);
    await control.publish(world.deployment);
    const requests = (await wireRequests(world.requests)).map(({ nginx }) => nginx);
    const folder = mkdtempSync(join(tmpdir(), "bench-logging-"));
    const players = [startRole("enforcer"), startRole("enforcer")];
    const loader = startRole("load");
    try {
      const ports: number[] = [];
      for (const [index, player] of players.entries())
        ports.push(await start(player, control, join(folder, `${index}`), index === 0));
      const works = ports.map((port) => ({
        port,
        connections: 16,
        ms: quick ? 300 : 2500,
        requests,
      }));
      const [logged, silent] = await measureInTurn(players, loader, works, quick ? 1 : 5);
      return report(logged ?? Number.NaN, silent ?? Number.NaN);
    } finally {
      for (const player of [...players, loader]) player.stop();
      await control.authority.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function start(
  player: Player,
  { authority }: Control,
  folder: string,
  logs: boolean,
): Promise<number> {
  const rootKey = `${folder}.pem`;
  writeFileSync(rootKey, authority.rootPem);
  const argv = [
    `--service-url=${authority.url}`,
    `--root-key-file=${rootKey}`,
    "--port=0",
    `--state-dir=${folder}`,
    "--certificate-header=x-client-certificate",
  ];
  return listening.parse(await player.ask("start", { argv, logs }, 60)).port;
}

/** The median of each; the first round is for warming up. */
async function measureInTurn(
  players: readonly Player[],
  loader: Player,
  works: readonly unknown[],
  rounds: number,
): Promise<readonly number[]> {
  const rates = players.map(() => new Array<number>());
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, player] of players.entries()) {
      const rate = await measureRound(player, loader, works[index]);
      if (round > 0) rates[index]?.push(rate);
    }
  return rates.map(median);
}

/** Decisions per second of the enforcer's processor time. */
async function measureRound(player: Player, loader: Player, work: unknown): Promise<number> {
  const before = await processorMs(player);
  const { statuses } = load.parse(await loader.ask("load", work, 60));
  // What is still to be written and sent belongs to it too.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const usedMs = (await processorMs(player)) - before;
  const answered = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  return (answered / usedMs) * 1000;
}

async function processorMs(player: Player): Promise<number> {
  return z.number().parse(await player.ask("cpu", null, 10));
}

function report(logged: number, silent: number): Row[] {
  const cost = 1 - logged / silent;
  return [
    {
      what: "decisions per second of processor, with the log and without",
      ours: perSecond(logged),
      peer: perSecond(silent),
      ratio: logged / silent,
      goal: "0.9×",
      met: cost <= 0.1,
    },
  ];
}
