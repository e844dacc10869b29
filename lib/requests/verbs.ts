import { findDecision } from "./find-decision.ts";
import { sendRequest } from "./send-request.ts";

export const requestVerbs = [sendRequest, findDecision];
