import { mayRole, type Permission } from "#lib/auth/console-roles.ts";
import type { Actor } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/** What a contract may ask for: a right inside the console, or one of three special doors. */
export type ContractPermission = Permission | "public" | "system" | "enforcer";

/**
 * Whether the actor has the permission now. A token needs both its scope and its owner's present right.
 * `public` contracts (sign-in, invitations) are open to anybody, `system` to jobs alone, `enforcer` to enforcers.
 */
export function may(actor: Actor, permission: ContractPermission): boolean {
  if (permission === "public" || actor.kind === "system") return true;
  if (permission === "system") return false;
  if (permission === "enforcer") return actor.kind === "enforcer";
  if (actor.kind === "user") return mayRole(actor.consoleRole, permission);
  if (actor.kind !== "api-token") return false;
  return actor.scopes.includes(permission) && mayRole(actor.consoleRole, permission);
}

/** For a verb that shows more than its contract's own permission covers, depending on what is asked. */
export function demand(actor: Actor, permission: Permission): void {
  if (!may(actor, permission))
    throw new AppError("forbidden", `This needs the permission ${permission}.`);
}
