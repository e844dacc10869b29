import type { Row } from "#bench/bench.ts";
import { load, type Work } from "#bench/http/load.ts";
import { milliseconds } from "#bench/measure/median.ts";
import { startRole } from "#bench/start-role.ts";

type Storm = {
  readonly port: number;
  readonly count: number;
  /** A poll that is held, and one that is answered at once with 304. */
  readonly held: string;
  readonly unchanged: string;
};

const withinMs = 1000;

/**
 * A fleet that lost its authority comes back, each enforcer at a random moment within a second as OPA's first retries
 * do; meanwhile others poll, and what they notice is compared with what they see in quiet.
 */
export async function measureStorm({ port, count, held, unchanged }: Storm): Promise<Row[]> {
  const [others, fleet] = [startRole("load"), startRole("holder")];
  const work: Work = { port, connections: 4, ms: 3000, requests: [unchanged] };
  const poll = async () => load.parse(await others.ask("load", work, 60));
  try {
    await poll();
    const quiet = await poll();
    const startedMs = performance.now();
    const [storm, backMs] = await Promise.all([
      poll(),
      fleet
        .ask("hold", { port, count, request: held, withinMs }, 60)
        .then(() => performance.now() - startedMs),
    ]);
    const ratio = storm.p99 / quiet.p99;
    const what = `${count.toLocaleString("en")} enforcers come back within a second`;
    return [
      {
        what: `${what}: polls of others meanwhile, p99`,
        ours: milliseconds(storm.p99),
        peer: `${milliseconds(quiet.p99)} in quiet`,
        ratio,
        goal: "2×",
        met: ratio <= 2,
      },
      {
        what: `${what}: until each has asked`,
        ours: milliseconds(backMs),
        peer: "",
        ratio: null,
        goal: "",
        met: null,
      },
    ];
  } finally {
    others.stop();
    fleet.stop();
  }
}
