import type { z } from "zod";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { found } from "#lib/errors.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { keyset } from "#lib/keyset.ts";
import { verb } from "#lib/verb.ts";
import { devices } from "./contract.ts";
import { deviceDetailOf, deviceInclude, deviceSummaryOf } from "./device-view.ts";

const columns = {
  created: { column: "createdAt", holds: "time" },
  name: { column: "name", holds: "text" },
} as const;

export const listDevices = verb(devices.list, async (_ctx, input, tx) => {
  const filter = filterOf(input);
  const { after, orderBy, cursorAfter } = keyset<
    Prisma.DeviceWhereInput,
    Prisma.DeviceOrderByWithRelationInput
  >(input, columns, "slug");
  const rows = await tx.device.findMany({
    where: after ? { AND: [filter, after] } : filter,
    include: deviceInclude,
    orderBy,
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(deviceSummaryOf),
    nextCursor: rows.length > input.limit && last ? cursorAfter(last) : null,
    total: await tx.device.count({ where: filter }),
  };
});

export const getDevice = verb(devices.get, async (_ctx, { slug }, tx) =>
  deviceDetailOf(
    found(await tx.device.findUnique({ where: { slug }, include: deviceInclude }), "device"),
  ),
);

export const listMyDevices = verb(devices.mine, async (ctx, _input, tx) => {
  const rows = await tx.device.findMany({
    where: { ownerId: selfOf(ctx).userId },
    include: deviceInclude,
    orderBy: { id: "asc" },
  });
  return { items: rows.map(deviceDetailOf) };
});

function filterOf(input: z.output<typeof devices.list.input>): Prisma.DeviceWhereInput {
  const text = containing(input.q ?? "");
  return {
    ...(input.state ? { state: input.state } : {}),
    ...(input.trust ? { trust: input.trust } : {}),
    ...(input.platform ? { platform: input.platform } : {}),
    ...(input.owner ? { owner: { slug: input.owner } } : {}),
    ...(input.q
      ? { AND: { OR: [{ name: text }, { slug: text }, { owner: { name: text } }] } }
      : {}),
  };
}
