import { apis } from "#lib/apis/contract.ts";
import { verb } from "#lib/verb.ts";
import { readApi } from "./read-api.ts";

export const getApi = verb(apis.get, async (_ctx, { slug }, tx) => readApi(tx, slug));
