import { createCode } from "./create-code.ts";

export const tokenVerbs = [createCode] as const;
