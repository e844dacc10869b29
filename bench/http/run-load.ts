import { median } from "#bench/measure/median.ts";
import { startRole } from "#bench/start-role.ts";
import { load, type Load, type Work } from "./load.ts";

/**
 * Loads several servers in turn, some rounds, from a process of its own; of each the medians. What one round has in
 * bad luck the others of that round share.
 */
export async function runLoad(
  works: Readonly<Record<string, Work>>,
  rounds: number,
): Promise<Readonly<Record<string, Load>>> {
  const player = startRole("load");
  const results = new Map<string, Load[]>(Object.keys(works).map((name) => [name, []]));
  try {
    for (let round = 0; round <= rounds; round += 1)
      for (const [name, work] of Object.entries(works)) {
        const result = load.parse(await player.ask("load", work, work.ms / 1000 + 30));
        // The first round is for warming up.
        if (round > 0) results.get(name)?.push(result);
      }
  } finally {
    player.stop();
  }
  return Object.fromEntries([...results].map(([name, all]) => [name, medianOf(all)]));
}

function medianOf(all: readonly Load[]): Load {
  return {
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    p50: median(all.map(({ p50 }) => p50)),
    p99: median(all.map(({ p99 }) => p99)),
    statuses: all[0]?.statuses ?? {},
  };
}
