import { z } from "zod";
import type { Role } from "#bench/role.ts";
import { createEnforcer } from "#enforcer/create-enforcer.ts";
import { readConfig } from "#enforcer/config.ts";
import { createLog } from "#enforcer/log.ts";

const work = z.object({ argv: z.array(z.string()), logs: z.boolean() });
export const listening = z.object({ port: z.number() });

/** Our enforcer with or without its decision log; told how much of the processor it has used so far. */
export const enforcerRole: Role = async (command, input) => {
  if (command === "cpu") {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  const { argv, logs } = work.parse(input);
  const read = readConfig(argv, { SALLYPORT_TOKEN: "spe_test" });
  if (read.kind !== "config") throw new Error("not a configuration");
  const enforcer = createEnforcer({
    config: read.config,
    version: "bench",
    log: createLog("error"),
    ...(logs ? {} : { record: () => undefined }),
  });
  const { port } = await enforcer.start();
  while (enforcer.source.inForce() === null)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return { port } satisfies z.infer<typeof listening>;
};
