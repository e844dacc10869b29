import { getDecision } from "./get-decision.ts";
import { getDecisionStats } from "./get-decision-stats.ts";
import { listDecisions } from "./list-decisions.ts";
import { readStorage } from "./read-storage.ts";

export const decisionVerbs = [listDecisions, getDecisionStats, readStorage, getDecision];
