import { listKeys } from "./list-keys.ts";
import { retireKey } from "./retire-key.ts";
import { rotateKey } from "./rotate-key.ts";

export const keyVerbs = [listKeys, rotateKey, retireKey];
