import { CircleCheck, KeyRound } from "lucide-react";
import type { z } from "zod";
import { classNames } from "#components/ui/class-names.ts";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { simulation } from "#lib/simulation/contract.ts";

type Reach = z.output<typeof simulation.reach.output>;
type Way = Reach["ways"][number];

type Props = {
  readonly reach: Reach;
  readonly sensitivity: string;
  readonly of: "current" | "draft";
};

/** Who can reach data of a sensitivity, and how: one line for each thing that it takes. */
export function ReachSummary({ reach, sensitivity, of }: Props) {
  return (
    <Card
      title={`Who can reach ${sensitivity} data, and how`}
      description={sentence(reach, sensitivity)}
      padding="none"
      className="mb-5 min-h-52"
      actions={
        reach.unreachable === 0 ? null : (
          <TextLink className="text-sm" href={paths.access({ sensitivity, only: "uncalled", of })}>
            {formatCount(reach.unreachable, "operation")} nobody can reach
          </TextLink>
        )
      }
    >
      <DataTable
        bare
        caption={`Ways to ${sensitivity} data`}
        rows={reach.ways}
        rowKey={(way) => way.with ?? ""}
        columns={columnsOf(sensitivity)}
        empty={
          <EmptyState title="Nobody">
            {reach.operations === 0
              ? `No published operation is ${sensitivity}.`
              : "No policy lets any of them in, with the passkeys and devices that they have."}
          </EmptyState>
        }
      />
    </Card>
  );
}

/** As high as the summary with two ways in, and never lower: what is below stays where it is. */
export function ReachSkeleton() {
  return <Skeleton className="mb-5 h-52 w-full" />;
}

function sentence({ reaching, people, operations }: Reach, sensitivity: string): string {
  return `${formatNumber(reaching)} of ${formatCount(people, "person", "people")} can call one or more of ${formatCount(operations, `${sensitivity} operation`)}.`;
}

function columnsOf(sensitivity: string): readonly Column<Way>[] {
  return [
    {
      key: "how",
      header: "How",
      cell: (way) => <How way={way} isSensitive={isSensitive(sensitivity)} />,
    },
    {
      key: "people",
      header: "People",
      align: "end",
      width: "6rem",
      cell: (way) => (way.anonymous ? "Everybody" : formatNumber(way.people)),
    },
    {
      key: "roles",
      header: "Their roles",
      cell: (way) => <Names names={way.roles} hrefOf={paths.role} />,
    },
    {
      key: "apis",
      header: "APIs",
      cell: (way) => (
        <Names names={way.apis} hrefOf={(slug) => paths.access({ api: slug, sensitivity })} />
      ),
    },
    {
      key: "operations",
      header: "Operations",
      align: "end",
      width: "7rem",
      cell: (way) => formatNumber(way.operations),
    },
  ];
}

const isSensitive = (sensitivity: string) =>
  sensitivity === "restricted" || sensitivity === "confidential";

/** Coming in as one is, to sensitive data, is what this is looked at for. */
function How({ way, isSensitive: warns }: { readonly way: Way; readonly isSensitive: boolean }) {
  const Icon = way.with === null ? CircleCheck : KeyRound;
  const ink =
    way.with === null ? (warns ? "text-deny-ink" : "text-allow-ink") : "text-challenge-ink";
  const words = way.with ?? (way.anonymous ? "without a token" : "as they come");
  return (
    <span className={classNames("flex items-start gap-2 font-medium", ink)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="[overflow-wrap:anywhere]">
        {words.charAt(0).toUpperCase()}
        {words.slice(1)}
      </span>
    </span>
  );
}

const namesMax = 4;

function Names({
  names,
  hrefOf,
}: {
  readonly names: readonly string[];
  readonly hrefOf: (name: string) => string;
}) {
  if (names.length === 0) return <span className="text-muted">–</span>;
  const more = names.length - namesMax;
  return (
    <span className="flex flex-wrap gap-x-2 gap-y-1">
      {names.slice(0, namesMax).map((name) => (
        <TextLink key={name} href={hrefOf(name)}>
          {name}
        </TextLink>
      ))}
      {more > 0 ? <span className="text-muted">and {formatNumber(more)} more</span> : null}
    </span>
  );
}
