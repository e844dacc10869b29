import { z } from "zod";
import { keepOneIn } from "#lib/decisions/contract.ts";

export const schema = z.object({ keepOneIn });
