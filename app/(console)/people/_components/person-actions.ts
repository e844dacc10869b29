import type { ListAction } from "#components/list/list-action.ts";
import { formatCount } from "#components/ui/format-number.ts";
import type { UserSummary } from "#lib/identities/users/contract.ts";

type Options = readonly { readonly value: string; readonly label: string }[];
type Action = ListAction<UserSummary>;

/** What can be done to one person or many; `self` is the viewer, to whom most of it is refused. */
export function personActions(self: string | null, roles: Options): readonly Action[] {
  const notSelf = (row: UserSummary) =>
    row.slug === self ? "Nobody does this to themselves." : null;
  return [...roleActions(notSelf, roles), ...accountActions(notSelf)];
}

type Refusal = (row: UserSummary) => string | null;

function roleActions(notSelf: Refusal, roles: Options): readonly Action[] {
  return [
    {
      action: "grants.create",
      label: "Give a role",
      permission: "people:write",
      refusal: (row, choice) =>
        notSelf(row) ?? (row.roles.includes(choice) ? "Holds it already." : null),
      title: (what) => `Give ${what} a role?`,
      effects: (rows) => [
        `${count(rows)} may do what policies permit to the role, from the next request on.`,
        "It is held until somebody takes it back.",
      ],
      reason: "required",
      choice: { label: "Role", options: roles },
      input: (row, { reason, choice }) => ({ user: row.slug, role: choice, reason }),
    },
    {
      action: "grants.take",
      label: "Take a role",
      permission: "people:write",
      refusal: (row, choice) => {
        if (row.roles.length === 0) return "Holds no role.";
        return choice === "" || row.roles.includes(choice) ? null : "Does not hold it.";
      },
      title: (what) => `Take a role from ${what}?`,
      effects: (rows) => [
        `${count(rows)} can no longer do what policies permit to this role alone.`,
        "Their other roles are kept.",
      ],
      choice: { label: "Role", options: roles },
      input: (row, { choice }) => ({ user: row.slug, role: choice }),
    },
  ];
}

function accountActions(notSelf: Refusal): readonly Action[] {
  return [
    {
      action: "users.revokeSessions",
      label: "End sessions",
      permission: "people:write",
      refusal: notSelf,
      title: (what) => `End all sessions of ${what}?`,
      effects: (rows) => [
        `${count(rows, "person has", "people have")} to sign in again, here and at every API.`,
        "Access tokens made from those sessions are refused at once.",
      ],
      input: (row) => ({ slug: row.slug }),
    },
    {
      action: "users.reactivate",
      label: "Reactivate",
      permission: "people:write",
      refusal: (row) => notSelf(row) ?? (row.state === "suspended" ? null : "Not suspended."),
      title: (what) => `End the suspension of ${what}?`,
      effects: (rows) => [`${count(rows)} can sign in again, with the roles they hold.`],
      reason: "required",
      input: (row, { reason }) => ({ slug: row.slug, reason }),
    },
    {
      action: "users.suspend",
      label: "Suspend",
      danger: true,
      permission: "people:write",
      refusal: (row) => notSelf(row) ?? (row.state === "suspended" ? "Suspended already." : null),
      title: (what) => `Suspend ${what}?`,
      effects: (rows) => [
        `${count(rows, "person is", "people are")} signed out, and every enforcer refuses them from the next request on.`,
        `${formatCount(
          rows.reduce((sum, row) => sum + row.devices, 0),
          "device",
        )} of theirs can do nothing meanwhile.`,
        "Roles, passkeys and devices are kept.",
      ],
      reason: "required",
      input: (row, { reason }) => ({ slug: row.slug, reason }),
    },
  ];
}

function count(rows: readonly UserSummary[], one = "person", many = "people"): string {
  return formatCount(rows.length, one, many);
}
