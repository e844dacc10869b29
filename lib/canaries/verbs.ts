import { continueCanary } from "./continue-canary.ts";
import { getCanary } from "./get-canary.ts";
import { haltCanary } from "./halt-canary.ts";

export const canaryVerbs = [getCanary, continueCanary, haltCanary];
