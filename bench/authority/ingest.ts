import { z } from "zod";
import type { Bench } from "#bench/bench.ts";
import { median, perSecond } from "#bench/measure/median.ts";
import { startRole } from "#bench/start-role.ts";
import { startDatabase } from "./database.ts";
import { ingested } from "./ingest-role.ts";

/** Decision logs from compressed chunks to durable rows without repetitions, beside the same rows by COPY. */
export const ingest: Bench = {
  title: "decision log ingest",
  secondsMax: 120,
  run: async ({ options, say }) => {
    const quick = options.has("quick");
    const count = quick ? 1000 : 40_000;
    const database = await startDatabase();
    const player = startRole("ingest");
    try {
      await player.ask("start", database.url, 30);
      const ours: number[] = [];
      const copy: number[] = [];
      for (let round = 0; round <= (quick ? 1 : 4); round += 1) {
        await player.ask("make", count, 30);
        const first = ingested.parse(await player.ask("ingest", null, 60));
        if (round === 0) {
          const repeated = ingested.parse(await player.ask("ingest", null, 60));
          const rows = z.number().parse(await player.ask("count", null, 30));
          if (first.rows !== count || repeated.rows !== 0 || rows !== count)
            throw new Error(`${rows} rows of ${count} events sent twice`);
          say("the same events sent twice are there once");
          await player.ask("lines", null, 30);
          continue;
        }
        ours.push(first.perSecond);
        copy.push(ingested.parse(await player.ask("copy", null, 60)).perSecond);
      }
      const ratio = median(ours) / median(copy);
      return [
        {
          what: "events, against COPY of the same rows into the same indexes",
          ours: perSecond(median(ours)),
          peer: perSecond(median(copy)),
          ratio,
          goal: "20,000/s and 0.4×",
          met: median(ours) >= 20_000 && ratio >= 0.4,
        },
      ];
    } finally {
      player.stop();
      await database.stop();
    }
  },
};
