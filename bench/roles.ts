import type { Role } from "./role.ts";

/** What parts of this program run as in a process of their own. */
export const roles: Readonly<Record<string, Role>> = {};
