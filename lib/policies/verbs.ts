import { createPolicy } from "./create-policy.ts";
import { deletePolicy } from "./delete-policy.ts";
import { discardPolicyChanges } from "./discard-changes.ts";
import { getPolicy } from "./get-policy.ts";
import { listNames } from "./list-names.ts";
import { listPolicies } from "./list-policies.ts";
import { listVersions } from "./list-versions.ts";
import { setPolicyMode } from "./set-policy-mode.ts";
import { updatePolicy } from "./update-policy.ts";
import { validatePolicy } from "./validate-policy.ts";

export const policyVerbs = [
  listPolicies,
  getPolicy,
  createPolicy,
  updatePolicy,
  setPolicyMode,
  deletePolicy,
  discardPolicyChanges,
  validatePolicy,
  listNames,
  listVersions,
] as const;
