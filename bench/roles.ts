import { authorityRole } from "./authority/authority-role.ts";
import { holderRole } from "./authority/holder-role.ts";
import { ingestRole } from "./authority/ingest-role.ts";
import { contender } from "./engine/contender.ts";
import { casbin } from "./engine/peers/casbin.ts";
import { casl } from "./engine/peers/casl.ts";
import { cedar } from "./engine/peers/cedar.ts";
import { opaWasm } from "./engine/peers/opa-wasm.ts";
import { sallyport, sallyportStrangers, sallyportUsers } from "./engine/peers/sallyport.ts";
import { enforcerRole } from "./enforcer/enforcer-role.ts";
import { loadRole } from "./http/load.ts";
import type { Role } from "./role.ts";

/** What parts of this program run as in a process of their own. */
export const roles: Readonly<Record<string, Role>> = {
  sallyport: contender(sallyport),
  "sallyport-users": contender(sallyportUsers),
  "sallyport-strangers": contender(sallyportStrangers),
  casl: contender(casl),
  "opa-wasm": contender(opaWasm),
  cedar: contender(cedar),
  casbin: contender(casbin),
  load: loadRole,
  enforcer: enforcerRole,
  authority: authorityRole,
  holder: holderRole,
  ingest: ingestRole,
};
