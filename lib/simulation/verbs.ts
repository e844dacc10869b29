import { comparePopulation } from "./compare-population.ts";
import { findLockouts } from "./find-lockouts.ts";
import { readCoverage } from "./read-coverage.ts";
import { readMatrix } from "./read-matrix.ts";
import { readReach } from "./read-reach.ts";
import { simulateDecision } from "./simulate-decision.ts";

export const simulationVerbs = [
  simulateDecision,
  comparePopulation,
  findLockouts,
  readMatrix,
  readReach,
  readCoverage,
];
