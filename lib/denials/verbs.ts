import { getDenials } from "./get-denials.ts";

export const denialVerbs = [getDenials];
