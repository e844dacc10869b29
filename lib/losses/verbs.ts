import { getLosses } from "./get-losses.ts";
import { listLosses } from "./list-losses.ts";
import { listUnreadable } from "./list-unreadable.ts";

export const lossVerbs = [getLosses, listLosses, listUnreadable];
