import { settings } from "./contract.ts";
import { settingsView } from "./internal.ts";
import { verb } from "#lib/verb.ts";

export const getSettings = verb(settings.get, async (_ctx, _input, tx) => settingsView(tx));
