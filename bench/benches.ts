import type { Bench } from "./bench.ts";
import { differential } from "./differential.ts";
import { enforcer } from "./enforcer/enforcer.ts";
import { engine } from "./engine/engine.ts";

/** By name, in the order in which `npm run bench` runs them. */
export const benches: Readonly<Record<string, Bench>> = { engine, enforcer };

/** Only by name: they take longer than a summary may. */
export const benchesByNameOnly: Readonly<Record<string, Bench>> = { differential };
