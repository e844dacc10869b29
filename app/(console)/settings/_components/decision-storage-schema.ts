import { z } from "zod";
import { decisionRetentionDays } from "#lib/settings/contract.ts";

export const schema = z.object({ decisionRetentionDays });
