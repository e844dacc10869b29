import { policies } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";
import { readPolicy } from "./read-policy.ts";

export const getPolicy = verb(policies.get, async (_ctx, { name }, tx) => readPolicy(tx, name));
