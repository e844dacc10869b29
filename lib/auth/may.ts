import { mayRole, type Permission } from "#lib/auth/console-roles.ts";
import type { Actor } from "#lib/context.ts";

/**
 * Whether the actor has the permission now. A token needs both its scope and its owner's present right.
 * `public` contracts (sign-in, invitations) are open to anybody; `system` to jobs alone; `enforcer` to enforcers.
 */
export function may(actor: Actor, permission: ContractPermission): boolean {
  if (permission === "public") return true;
  switch (actor.kind) {
    case "system":
      return true;
    case "enforcer":
      return permission === "enforcer";
    case "anonymous":
      return false;
    case "user":
      return (
        permission !== "system" &&
        permission !== "enforcer" &&
        mayRole(actor.consoleRole, permission)
      );
    case "api-token":
      return (
        permission !== "system" &&
        permission !== "enforcer" &&
        actor.scopes.includes(permission) &&
        mayRole(actor.consoleRole, permission)
      );
  }
}

/** What a contract may ask for. */
export type ContractPermission = Permission | "public" | "system" | "enforcer";
