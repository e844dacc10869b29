import { connectEnforcer } from "./connect-enforcer.ts";
import { createEnforcer } from "./create-enforcer.ts";
import { getEnforcer } from "./get-enforcer.ts";
import { listEnforcers } from "./list-enforcers.ts";
import { revokeCredential } from "./revoke-credential.ts";
import { revokeEnforcer } from "./revoke-enforcer.ts";
import { rotateCredential } from "./rotate-credential.ts";
import { updateEnforcer } from "./update-enforcer.ts";

export const enforcerVerbs = [
  listEnforcers,
  createEnforcer,
  getEnforcer,
  connectEnforcer,
  updateEnforcer,
  rotateCredential,
  revokeCredential,
  revokeEnforcer,
];
