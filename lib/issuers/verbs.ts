import { createIssuer, refreshIssuer, removeIssuer, updateIssuer } from "./change-issuer.ts";
import { listIssuers } from "./list-issuers.ts";

export const issuerVerbs = [listIssuers, createIssuer, updateIssuer, removeIssuer, refreshIssuer];
