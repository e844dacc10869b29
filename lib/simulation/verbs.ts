import { comparePopulation } from "./compare-population.ts";
import { readMatrix } from "./read-matrix.ts";
import { simulateDecision } from "./simulate-decision.ts";

export const simulationVerbs = [simulateDecision, comparePopulation, readMatrix];
