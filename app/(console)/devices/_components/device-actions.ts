import type { ListAction } from "#components/list/list-action.ts";
import { deviceStateWords } from "#components/identity/device-words.ts";
import { formatCount } from "#components/ui/format-number.ts";
import type { DeviceSummary } from "#lib/devices/contract.ts";

type State = DeviceSummary["state"];

export const deviceActions: readonly ListAction<DeviceSummary>[] = [
  change("devices.approve", "Approve", ["pending"], (rows) => [
    `${keys(rows)} ${rows.length === 1 ? "counts" : "count"} as trusted at every enforcer at once.`,
    "Approve only what you recognise: ask the owner when in doubt.",
  ]),
  change("devices.release", "End quarantine", ["quarantined"], (rows) => [
    `${keys(rows)} ${rows.length === 1 ? "counts" : "count"} as trusted again at once.`,
  ]),
  {
    ...change("devices.quarantine", "Quarantine", ["pending", "trusted"], (rows) => [
      `Calls from ${keys(rows)} are refused from the next request on.`,
      "Owners keep their other devices; you can end the quarantine.",
    ]),
    danger: true,
  },
  {
    ...change("devices.revoke", "Revoke", ["pending", "trusted", "quarantined"], (rows) => [
      `${keys(rows)} and every token bound to them are refused from the next request on.`,
      "This can't be undone: owners enroll anew, with a new key.",
    ]),
    danger: true,
  },
];

function change(
  action: "devices.approve" | "devices.quarantine" | "devices.release" | "devices.revoke",
  label: string,
  from: readonly State[],
  effects: (rows: readonly DeviceSummary[]) => readonly string[],
): ListAction<DeviceSummary> {
  return {
    action,
    label,
    permission: "devices:write",
    refusal: (row) => (from.includes(row.state) ? null : `It is ${word(row.state)}.`),
    title: (what) => `${label}: ${what}?`,
    effects,
    reason: "required",
    input: (row, { reason }) => ({ slug: row.slug, reason }),
  };
}

const word = (state: State) => deviceStateWords[state].word.toLowerCase();

/** "3 devices of 2 people". */
function keys(rows: readonly DeviceSummary[]): string {
  const owners = new Set(rows.flatMap((row) => row.owner?.slug ?? [])).size;
  const devices = formatCount(rows.length, "device");
  return owners === 0 ? devices : `${devices} of ${formatCount(owners, "person", "people")}`;
}
