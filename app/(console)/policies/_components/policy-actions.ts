import type { ListAction } from "#components/list/list-action.ts";
import { formatCount } from "#components/ui/format-number.ts";
import type { PolicySummary } from "#lib/policies/contract.ts";

type Mode = PolicySummary["mode"];

const later = "Enforcers follow with the next release; until then nothing changes for callers.";

export const policyActions: readonly ListAction<PolicySummary>[] = [
  switchTo("enforce", "Enforce", (rows) => [
    `${count(rows)} will decide about ${operations(rows)}.`,
  ]),
  switchTo("shadow", "Only watch", (rows) => [
    `${count(rows)} will no longer decide about ${operations(rows)}: what they would do is only recorded.`,
    ...permitsLost(rows),
  ]),
  switchTo("off", "Turn off", (rows) => [
    `${count(rows)} will no longer be looked at for ${operations(rows)}.`,
    ...permitsLost(rows),
  ]),
  {
    action: "policies.delete",
    label: "Delete",
    danger: true,
    permission: "policies:write",
    refusal: () => null,
    title: (what) => `Delete ${what}?`,
    effects: (rows) => [
      `${count(rows)} with all that is written there; ${operations(rows)} were their target.`,
      ...permitsLost(rows),
      later,
    ],
    input: ({ name }) => ({ name }),
  },
];

function switchTo(
  mode: Mode,
  label: string,
  effects: (rows: readonly PolicySummary[]) => readonly string[],
): ListAction<PolicySummary> {
  return {
    action: "policies.setMode",
    label,
    permission: "policies:write",
    refusal: (row) => (row.mode === mode ? "It is so already." : null),
    title: (what) => `${label}: ${what}?`,
    effects: (rows) => [...effects(rows), later],
    input: ({ name }) => ({ name, mode }),
  };
}

const count = (rows: readonly PolicySummary[]) => formatCount(rows.length, "policy", "policies");

/** Two policies may target the same operation: it is named for each. */
function operations(rows: readonly PolicySummary[]): string {
  const sum = rows.reduce((all, row) => all + row.operations, 0);
  return rows.length === 1
    ? formatCount(sum, "operation")
    : `up to ${formatCount(sum, "operation")}`;
}

function permitsLost(rows: readonly PolicySummary[]): readonly string[] {
  const permits = rows.filter((row) => row.effect === "permit" && row.mode === "enforce").length;
  const forbids = rows.filter((row) => row.effect === "forbid" && row.mode === "enforce").length;
  return [
    ...(permits > 0
      ? [`${formatCount(permits, "permit")} in force: what no other policy permits is then denied.`]
      : []),
    ...(forbids > 0
      ? [`${formatCount(forbids, "forbid")} in force: what they refuse may then be permitted.`]
      : []),
  ];
}
