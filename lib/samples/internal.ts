import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { samples } from "./contract.ts";

export async function countSampleRows(
  tx: Transaction,
): Promise<z.output<typeof samples.count.output>> {
  const where = { origin: "sample" as const };
  return {
    users: await tx.user.count({ where }),
    roles: await tx.role.count({ where }),
    devices: await tx.device.count({ where }),
    apis: await tx.api.count({ where }),
    policies: await tx.policy.count({ where }),
    enforcers: await tx.enforcer.count({ where }),
    tokens: await tx.apiToken.count({ where }),
  };
}
