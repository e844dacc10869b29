import { verb } from "#lib/verb.ts";
import { readChain } from "./chain.ts";
import { channels } from "./contract.ts";
import { viewOf } from "./internal.ts";

export const listChannels = verb(channels.list, async (_ctx, _input, tx) => {
  const items = [];
  for (const row of await readChain(tx)) items.push(await viewOf(tx, row));
  return { items };
});
