import { find } from "./find.ts";

export const searchVerbs = [find];
