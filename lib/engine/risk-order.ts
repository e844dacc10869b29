import type { RiskLevel } from "./deployment.ts";

/** Rule 46. */
export const riskOrder: readonly RiskLevel[] = ["none", "low", "medium", "high", "critical"];
