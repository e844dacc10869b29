import { runBulk } from "./run-bulk.ts";

export const bulkVerbs = [runBulk] as const;
