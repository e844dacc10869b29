import { verb } from "#lib/verb.ts";
import { samples } from "./contract.ts";
import { countSampleRows } from "./internal.ts";

export const countSamples = verb(samples.count, async (_ctx, _input, tx) => countSampleRows(tx));
