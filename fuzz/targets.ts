import type { FuzzTarget } from "./fuzz.ts";
import { bundle } from "./targets/bundle.ts";
import { description } from "./targets/description.ts";
import { gateway } from "./targets/gateway.ts";
import { logChunks, logEvents } from "./targets/log-event.ts";
import { path } from "./targets/path.ts";
import { policy, policyEdit } from "./targets/policy.ts";
import { status } from "./targets/status.ts";
import { token } from "./targets/token.ts";

/** By name, as `npm run fuzz -- NAME` knows them. */
export const targets: Readonly<Record<string, FuzzTarget>> = {
  path,
  token,
  gateway,
  bundle,
  policy,
  "policy-edit": policyEdit,
  "log-events": logEvents,
  "log-chunks": logChunks,
  status,
  description,
};
