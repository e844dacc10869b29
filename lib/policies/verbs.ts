import { createPolicy } from "./create-policy.ts";
import { deletePolicy } from "./delete-policy.ts";
import { getPolicy } from "./get-policy.ts";
import { listPolicies } from "./list-policies.ts";
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
  validatePolicy,
] as const;
