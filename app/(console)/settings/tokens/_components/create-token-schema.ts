import { apiTokens } from "#lib/identities/api-tokens/contract.ts";

export const schema = apiTokens.create.input;
