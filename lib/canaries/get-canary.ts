import { verb } from "#lib/verb.ts";
import { canaries } from "./contract.ts";
import { viewOf } from "./internal.ts";

export const getCanary = verb(canaries.get, async (_ctx, { number }, tx) => viewOf(tx, number));
