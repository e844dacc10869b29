import { users } from "#lib/identities/users/contract.ts";

export const schema = users.invite.input;
