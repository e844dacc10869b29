import { getDecision } from "./get-decision.ts";
import { getDecisionStats } from "./get-decision-stats.ts";
import { listDecisions } from "./list-decisions.ts";

export const decisionVerbs = [listDecisions, getDecisionStats, getDecision];
