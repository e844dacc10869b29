/** The fixed rights inside the console: a table of data, shared by verbs, navigation, documents and tests. */

export const consoleRoles = [
  "owner",
  "administrator",
  "author",
  "approver",
  "auditor",
  "user",
] as const;
export type ConsoleRole = (typeof consoleRoles)[number];

/** `self:*` is what everybody may do with their own passkeys, devices, sessions and tokens. */
export const permissions = [
  "overview:read",
  "apis:read",
  "apis:write",
  "policies:read",
  "policies:write",
  "releases:read",
  "releases:publish",
  "people:read",
  "people:write",
  "people:administer",
  "devices:read",
  "devices:write",
  "enforcers:read",
  "enforcers:write",
  "decisions:read",
  "audit:read",
  "settings:read",
  "settings:write",
  "tokens:write",
  "requests:send",
  "self:read",
  "self:write",
  "devices:enroll",
] as const;
export type Permission = (typeof permissions)[number];

const self: readonly Permission[] = ["self:read", "self:write", "devices:enroll"];
const reading: readonly Permission[] = permissions.filter(
  (p) => p.endsWith(":read") && p !== "self:read",
);

/**
 * `people:administer` gives and takes console roles and invites their holders; only owners may touch owners
 * (checked in the verb). `tokens:write` makes API tokens.
 */
export const rolePermissions: Readonly<Record<ConsoleRole, ReadonlySet<Permission>>> = {
  owner: new Set(permissions),
  administrator: new Set(permissions),
  author: new Set([
    ...self,
    ...reading.filter((p) => p !== "audit:read"),
    "apis:write",
    "policies:write",
    "tokens:write",
    "requests:send",
  ] as const),
  approver: new Set([...self, ...reading, "releases:publish"] as const),
  auditor: new Set([...self, ...reading]),
  user: new Set(self),
};

export function mayRole(role: ConsoleRole, permission: Permission): boolean {
  return rolePermissions[role].has(permission);
}
