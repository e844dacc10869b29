import { apis } from "#lib/apis/contract.ts";
import type { Contract } from "#lib/contract.ts";
import { decisions } from "#lib/decisions/contract.ts";
import { devices } from "#lib/devices/contract.ts";
import { enforcers } from "#lib/enforcers/contract.ts";
import { roles } from "#lib/identities/roles/contract.ts";
import { users } from "#lib/identities/users/contract.ts";
import { policies } from "#lib/policies/contract.ts";
import { releases } from "#lib/releases/contract.ts";

/** What detail pages are made of. */
export const readsByName = {
  api: apis.get,
  policy: policies.get,
  release: releases.get,
  person: users.get,
  role: roles.get,
  device: devices.get,
  enforcer: enforcers.get,
  decision: decisions.get,
} as const satisfies Readonly<Record<string, Contract>>;

export type ReadByName = keyof typeof readsByName;
