import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Bench, BenchContext, Row } from "#bench/bench.ts";
import { rssOf } from "#bench/enforcer/servers.ts";
import { startNginx } from "#bench/gateway/nginx.ts";
import type { Load } from "#bench/http/load.ts";
import { runLoad } from "#bench/http/run-load.ts";
import { httpText } from "#bench/http/wire-requests.ts";
import { median, milliseconds, perSecond, quantile } from "#bench/measure/median.ts";
import { startRole, type Player } from "#bench/start-role.ts";
import { signalled, started } from "./authority-role.ts";
import { startDatabase } from "./database.ts";
import { measureStorm } from "./storm.ts";

type World = { readonly player: Player; readonly authority: z.infer<typeof started> };

/** The real authority: polls that have nothing new, polls that are held, and what a change takes to arrive. */
export const authority: Bench = {
  title: "authority",
  secondsMax: 150,
  run: async (context) => {
    const database = await startDatabase();
    const player = startRole("authority");
    try {
      const world = {
        player,
        authority: started.parse(await player.ask("start", database.url, 60)),
      };
      const quick = context.options.has("quick");
      return [
        ...(await measure304(world, quick)),
        ...(await measureHeld(world, { count: 1, times: quick ? 2 : 20 }, context)),
        ...(await measureHeld(world, { count: quick ? 50 : 1000, times: quick ? 2 : 10 }, context)),
        ...(await measureHeld(world, { count: quick ? 200 : 10_000, times: 1 }, context)),
        ...(await storm(world, quick ? 200 : 10_000)),
      ];
    } finally {
      player.stop();
      await database.stop();
    }
  },
};

async function measure304({ authority: { url, token, policy } }: World, quick: boolean) {
  const served = await fetch(`${url}/opa/v1/bundles/policy`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const nginx = await startNginx("etag on;", { policy: Buffer.from(await served.arrayBuffer()) });
  if (!nginx) return [];
  try {
    const file = await fetch(`http://127.0.0.1:${nginx.port}/policy`);
    await file.body?.cancel();
    const ask = (path: string, tag: string) => [
      httpText("GET", path, { Authorization: `Bearer ${token}`, "If-None-Match": tag }),
    ];
    const load = { connections: 16, ms: quick ? 500 : 2000 };
    const { ours, peer } = await runLoad(
      {
        ours: {
          ...load,
          port: portOf(url),
          requests: ask("/opa/v1/bundles/policy", `"${policy}"`),
        },
        peer: {
          ...load,
          port: nginx.port,
          requests: ask("/policy", file.headers.get("etag") ?? ""),
        },
      },
      quick ? 1 : 5,
    );
    return ours && peer ? [report304(ours, peer)] : [];
  } finally {
    await nginx.stop();
  }
}

function report304(ours: Load, peer: Load): Row {
  const statuses = new Set([...Object.keys(ours.statuses), ...Object.keys(peer.statuses)]);
  if ([...statuses].join() !== "304") throw new Error("not every poll was answered 304");
  const ratio = ours.perSecond / peer.perSecond;
  return {
    what: "304 polls, against nginx and a static file",
    ours: perSecond(ours.perSecond),
    peer: perSecond(peer.perSecond),
    ratio,
    goal: "0.5×",
    met: ratio >= 0.5,
  };
}

async function storm({ authority: at }: World, count: number): Promise<Row[]> {
  const ask = async (more: Readonly<Record<string, string>>) =>
    httpText("GET", "/opa/v1/bundles/signals", {
      Authorization: `Bearer ${at.token}`,
      "If-None-Match": await currentTag(at),
      ...more,
    });
  const held = await ask({ Prefer: "modes=snapshot,delta;wait=50" });
  return measureStorm({ port: portOf(at.url), count, held, unchanged: await ask({}) });
}

type Held = { readonly count: number; readonly times: number };

/** So many polls are held, something changes, and each gets it. */
async function measureHeld(world: World, held: Held, { say }: BenchContext): Promise<Row[]> {
  const { player, authority: at } = world;
  const holder = startRole("holder");
  const took: number[] = [];
  let kilobytes = Number.NaN;
  try {
    for (let time = 0; time < held.times; time += 1) {
      const tag = await currentTag(at);
      const request = httpText("GET", "/opa/v1/bundles/signals", {
        Authorization: `Bearer ${at.token}`,
        "If-None-Match": tag,
        Prefer: "modes=snapshot,delta;wait=50",
      });
      const before = rssOf(player.process.pid ?? 0);
      await holder.ask("hold", { port: portOf(at.url), count: held.count, request }, 60);
      await sleep(300);
      kilobytes = ((rssOf(player.process.pid ?? 0) - before) * 1024) / held.count;
      const { committedMs } = signalled.parse(await player.ask("signal", null, 30));
      const answers = z.array(z.number()).parse(await holder.ask("answers", null, 60));
      took.push(...answers.map((answeredMs) => answeredMs - committedMs));
    }
  } finally {
    holder.stop();
  }
  say(`${held.count} held polls: all answered`);
  return held.count >= 2000 || held.times === 1
    ? reportMany(held.count, kilobytes, Math.max(...took))
    : [reportPublish(held.count, took)];
}

async function currentTag({ url, token }: World["authority"]): Promise<string> {
  const response = await fetch(`${url}/opa/v1/bundles/signals`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await response.body?.cancel();
  return response.headers.get("etag") ?? "";
}

function reportMany(count: number, kilobytes: number, lastMs: number): Row[] {
  const what = `${count.toLocaleString("en")} held polls`;
  return [
    {
      what: `${what}: memory of each`,
      ours: `${kilobytes.toFixed(0)} kB`,
      peer: "",
      ratio: null,
      goal: "20 kB",
      met: kilobytes <= 20,
    },
    {
      what: `${what}: a change to all of them`,
      ours: milliseconds(lastMs),
      peer: "",
      ratio: null,
      goal: "1 s",
      met: lastMs <= 1000,
    },
  ];
}

function reportPublish(count: number, took: readonly number[]): Row {
  const p99 = quantile(took, 0.99);
  return {
    what: `signed bytes committed until they are at ${count === 1 ? "an enforcer" : `${count} enforcers`}, p50 and p99`,
    ours: `${milliseconds(median(took))} and ${milliseconds(p99)}`,
    peer: "",
    ratio: null,
    goal: "p99 250 ms",
    met: p99 <= 250,
  };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
