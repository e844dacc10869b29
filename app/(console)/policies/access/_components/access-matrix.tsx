import type { z } from "zod";
import { Ban, CircleCheck, KeyRound, type LucideIcon } from "lucide-react";
import { reasonWord } from "#components/data/reason-word.ts";
import { SensitivityBadge } from "#components/data/sensitivity-badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { Access, Cell, simulation } from "#lib/simulation/contract.ts";

type Matrix = z.output<typeof simulation.matrix.output>;
type Group = Matrix["columns"][number];

// Colour, shape and word differ.
const looks: Readonly<
  Record<Access["outcome"], { readonly icon: LucideIcon; readonly style: string }>
> = {
  allow: { icon: CircleCheck, style: "bg-allow-soft text-allow-ink" },
  challenge: { icon: KeyRound, style: "bg-challenge-soft text-challenge-ink" },
  deny: { icon: Ban, style: "text-faint" },
};

/** Operations down, roles or people across: APIs have more operations than a deployment has roles. */
export function AccessMatrix({
  matrix,
  people,
}: {
  readonly matrix: Matrix;
  readonly people: boolean;
}) {
  const { columns: groups, rows: callers, assumed } = matrix;
  if (groups.length === 0)
    return (
      <Card padding="none">
        <EmptyState title="Nothing to show">
          No published operation matches. Import an API, publish it, or change the filters.
        </EmptyState>
      </Card>
    );
  return (
    <>
      <div
        className="relative max-h-[75vh] overflow-auto rounded-lg border bg-surface"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label="Access matrix"
      >
        <table className="border-separate border-spacing-0 text-sm">
          <caption className="sr-only">
            Operations by {people ? "person" : "role"}: allowed, challenged or denied
          </caption>
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky top-0 left-0 z-20 min-w-40 sm:min-w-80 border-r border-b bg-surface px-3 py-2 text-left font-medium"
              >
                Operations
              </th>
              {callers.map(({ id, name }) => (
                <th
                  key={id ?? ""}
                  scope="col"
                  className="sticky top-0 z-10 max-w-48 min-w-36 border-b bg-surface px-2 py-2 text-left text-xs font-medium [overflow-wrap:anywhere]"
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group, index) => (
              <tr key={`${group.api} ${group.operations[0]}`}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 max-w-96 border-r border-b bg-surface px-3 py-2 text-left align-top font-normal"
                >
                  <GroupName group={group} />
                </th>
                {callers.map(({ id, cells }) => (
                  <td key={id ?? ""} className="border-b p-1 align-top">
                    {cells[index] ? <MatrixCell cell={cells[index]} /> : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 text-sm text-muted">
        {leftOut(matrix, people)}
        {assumed.length > 0
          ? `Conditions of the moment were taken to be fulfilled: ${assumed.join("; ")}.`
          : ""}
      </p>
    </>
  );
}

function GroupName({ group }: { readonly group: Group }) {
  const { api, sensitivity, operations } = group;
  const names = operations.map((id) => id.slice(api.length + 1));
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <TextLink href={paths.api(api)} className="inline-block py-0.5">
          {api}
        </TextLink>
        <SensitivityBadge value={sensitivity} />
      </span>
      {names.length === 1 ? (
        <span className="font-mono text-xs text-muted [overflow-wrap:anywhere]">{names[0]}</span>
      ) : (
        <OperationNames names={names} />
      )}
    </>
  );
}

function OperationNames({ names }: { readonly names: readonly string[] }) {
  return (
    <details>
      <summary className="min-h-6 cursor-pointer py-0.5 text-muted">
        {formatCount(names.length, "operation")}
      </summary>
      <ul className="mt-1 max-h-48 overflow-y-auto font-mono text-xs text-muted">
        {names.map((name) => (
          <li key={name} className="[overflow-wrap:anywhere]">
            {name}
          </li>
        ))}
      </ul>
    </details>
  );
}

function MatrixCell({ cell }: { readonly cell: Cell }) {
  const { icon: Icon, style } = looks[cell.outcome];
  return (
    <span
      className={classNames(
        "flex min-h-8 items-center gap-1.5 rounded-sm px-2 py-1 text-xs",
        style,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{sentence(cell)}</span>
    </span>
  );
}

/** Where operations differ, the most open outcome says of how many it speaks. */
function sentence({ outcome, reason, asks, counts }: Cell): string {
  const all = counts.allow + counts.challenge + counts.deny;
  const of =
    counts[outcome] === all ? "" : `${formatNumber(counts[outcome])} of ${formatNumber(all)}: `;
  if (outcome === "allow") return `${of}${of ? "allowed" : "Allowed"}`;
  if (outcome === "deny") return "Denied";
  const words = asks.length > 0 ? asks.join(" + ") : reasonWord(reason);
  return of === "" ? words.charAt(0).toUpperCase() + words.slice(1) : `${of}${words}`;
}

function leftOut({ more, moreColumns }: Matrix, people: boolean): string {
  const callers =
    more > 0
      ? `${formatCount(more, people ? "person" : "role", people ? "people" : "roles")} more match; search for them. `
      : "";
  const rows =
    moreColumns > 0
      ? `${formatCount(moreColumns, "row")} more; choose an API, or take all of it along as CSV. `
      : "";
  return callers + rows;
}
