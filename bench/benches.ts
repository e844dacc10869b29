import { authority } from "./authority/authority.ts";
import { ingest } from "./authority/ingest.ts";
import type { Bench } from "./bench.ts";
import { differential } from "./differential.ts";
import { enforcer } from "./enforcer/enforcer.ts";
import { engine } from "./engine/engine.ts";
import { footprint } from "./enforcer/footprint.ts";
import { logging } from "./enforcer/logging.ts";
import { stockOpa } from "./enforcer/stock-opa.ts";
import { lists } from "./lists/lists.ts";
import { gateway } from "./gateway/gateway.ts";

/** By name, in the order in which `npm run bench` runs them. */
export const benches: Readonly<Record<string, Bench>> = {
  engine,
  enforcer,
  "stock-opa": stockOpa,
  gateway,
  footprint,
  logging,
  authority,
  ingest,
};

/** Only by name: they take longer than a summary may. */
export const benchesByNameOnly: Readonly<Record<string, Bench>> = { differential, lists };
