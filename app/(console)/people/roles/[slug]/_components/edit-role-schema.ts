import { roles } from "#lib/identities/roles/contract.ts";

export const schema = roles.update.input.pick({ name: true, description: true });
