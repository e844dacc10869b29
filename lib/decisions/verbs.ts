import { getDecision } from "./get-decision.ts";
import { getDecisionStats } from "./get-decision-stats.ts";
import { listDecisions } from "./list-decisions.ts";
import { readSampling } from "./read-sampling.ts";
import { readStorage } from "./read-storage.ts";
import { setSampling } from "./set-sampling.ts";

export const decisionVerbs = [
  listDecisions,
  getDecisionStats,
  readSampling,
  setSampling,
  readStorage,
  getDecision,
];
