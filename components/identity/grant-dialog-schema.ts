import { grants } from "#lib/identities/grants/contract.ts";

export const schema = grants.create.input;
