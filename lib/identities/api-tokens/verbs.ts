import { createApiToken, revokeApiToken } from "./change-api-token.ts";
import { listApiTokens } from "./list-api-tokens.ts";

export const apiTokenVerbs = [listApiTokens, createApiToken, revokeApiToken] as const;
