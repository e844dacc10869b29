import { roles } from "#lib/identities/roles/contract.ts";

export const schema = roles.create.input;
