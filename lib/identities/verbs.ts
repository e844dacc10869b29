import { apiTokenVerbs } from "./api-tokens/verbs.ts";
import { createGrant } from "./grants/create-grant.ts";
import { listGrants } from "./grants/list-grants.ts";
import { revokeGrant, takeRole } from "./grants/revoke-grant.ts";
import { getMe, listMyApis } from "./me/get-me.ts";
import { createRole, removeRole, updateRole } from "./roles/change-role.ts";
import { getRole, listRoles } from "./roles/list-roles.ts";
import {
  listSessions,
  revokeOtherSessions,
  revokeSession,
  revokeSessionOf,
} from "./sessions/revoke-session.ts";
import { getUser } from "./users/get-user.ts";
import { inviteUser } from "./users/invite-user.ts";
import { listUsers } from "./users/list-users.ts";
import { removeUser } from "./users/remove-user.ts";
import { recoverUser, reinviteUser } from "./users/renew-link.ts";
import { reactivateUser, revokeUserSessions, suspendUser } from "./users/suspend-user.ts";
import { updateUser } from "./users/update-user.ts";

export const identityVerbs = [
  listUsers,
  getUser,
  inviteUser,
  reinviteUser,
  recoverUser,
  updateUser,
  suspendUser,
  reactivateUser,
  revokeUserSessions,
  removeUser,
  listRoles,
  getRole,
  createRole,
  updateRole,
  removeRole,
  listGrants,
  createGrant,
  revokeGrant,
  takeRole,
  listSessions,
  revokeSession,
  revokeOtherSessions,
  revokeSessionOf,
  ...apiTokenVerbs,
  getMe,
  listMyApis,
] as const;
