import { getOverview } from "./get-overview.ts";

export const overviewVerbs = [getOverview];
