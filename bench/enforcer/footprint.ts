import type { Bench, Row } from "#bench/bench.ts";
import { makeWorld } from "#bench/deployment/make-world.ts";
import { sizeOf } from "#bench/deployment/size.ts";
import { runLoad } from "#bench/http/run-load.ts";
import { wireRequests } from "#bench/http/wire-requests.ts";
import { median, milliseconds } from "#bench/measure/median.ts";
import { startControl, wallSeconds } from "./control.ts";
import { startEnforcer } from "./servers.ts";

/** Memory with a large directory, and how soon a restart decides while the control plane is away. */
export const footprint: Bench = {
  title: "enforcer: memory and cold start",
  secondsMax: 120,
  run: async ({ options }) => {
    const quick = options.has("quick");
    const rows = [await measureMemory(quick ? 1000 : 100_000, quick ? 300 : 3000)];
    for (const users of [1000, quick ? 1000 : 100_000])
      rows.push(await measureStart(users, quick ? 1 : 5));
    return rows;
  },
};

async function measureMemory(users: number, ms: number): Promise<Row> {
  const world = makeWorld(sizeOf(10_000, users), wallSeconds(), 512);
  const control = await startControl();
  await control.publish(world.deployment);
  const enforcer = await startEnforcer(control);
  try {
    const idle = enforcer.rssMegabytes();
    const requests = (await wireRequests(world.requests)).map(({ nginx }) => nginx);
    await runLoad({ ours: { port: enforcer.port, connections: 16, ms, requests } }, 1);
    const busy = enforcer.rssMegabytes();
    return {
      what: `10,000 policies, ${users.toLocaleString("en")} users and devices`,
      ours: `${busy.toFixed(0)} MB under load`,
      peer: `${idle.toFixed(0)} MB when ready`,
      ratio: null,
      goal: "200 MB",
      met: busy <= 200,
    };
  } finally {
    await Promise.all([enforcer.stop(), control.authority.close()]);
    enforcer.remove();
  }
}

/** The state of a first run is on disk; the control plane is gone. */
async function measureStart(users: number, times: number): Promise<Row> {
  const world = makeWorld(sizeOf(10_000, users), wallSeconds(), 16);
  const control = await startControl();
  await control.publish(world.deployment);
  const first = await startEnforcer(control);
  // The copies on disk are made after the activation.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await Promise.all([first.stop(), control.authority.close()]);
  const took: number[] = [];
  try {
    for (let time = 0; time < times; time += 1) {
      const again = await startEnforcer(control, first.folder);
      took.push(again.readyMs);
      await again.stop();
    }
  } finally {
    first.remove();
  }
  const ms = median(took);
  return {
    what: `start to ready from disk, 10,000 policies, ${users.toLocaleString("en")} users and devices`,
    ours: milliseconds(ms),
    peer: "",
    ratio: null,
    goal: "300 ms",
    // Promised for the policies; a large directory is a figure to know.
    met: users > 1000 ? null : ms <= 300,
  };
}
