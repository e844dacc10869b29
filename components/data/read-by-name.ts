import { apis } from "#calls/apis";
import type { Contract } from "#lib/contract.ts";
import { decisions } from "#calls/decisions";
import { devices } from "#calls/devices";
import { enforcers } from "#calls/enforcers";
import { roles } from "#calls/identities/roles";
import { users } from "#calls/identities/users";
import { policies } from "#calls/policies";
import { releases } from "#calls/releases";

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
