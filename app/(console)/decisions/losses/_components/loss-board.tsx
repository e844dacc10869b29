"use client";
import { PackageCheck } from "lucide-react";
import type { z } from "zod";
import { isLost, lossSentence, lossWord } from "#components/data/loss-words.ts";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Section } from "#components/ui/section.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { losses, type LossItem, type Losses } from "#calls/losses";

type Input = z.output<typeof losses.list.input>;
type Props = {
  readonly sums: z.output<typeof losses.get.input>;
  readonly input: Input;
  readonly total: Losses;
  readonly list: z.output<typeof losses.list.output>;
};
type Sum = Losses["causes"][number];

/** In sum by cause, then enforcer by enforcer; both follow what is reported. */
export function LossBoard(props: Props) {
  const total = useRead(losses.get, props.sums, props.total, 10_000).data;
  const { items, nextCursor } = useRead(losses.list, props.input, props.list, 10_000).data;
  const { enforcer, from, to, cause } = props.input;
  const kept = { ...(enforcer && { enforcer }), ...(from && { from }), ...(to && { to }) };
  return (
    <div className="flex flex-col gap-6">
      <p aria-live="polite">
        {lossSentence(total) ?? "Nothing was lost"}, from <RelativeTime value={total.from} /> to{" "}
        <RelativeTime value={total.to} />
        {enforcer ? (
          <>
            , at <TextLink href={paths.enforcer(enforcer)}>{enforcer}</TextLink>
          </>
        ) : null}
        .
      </p>
      <Section title="By cause">
        <DataTable
          caption="Losses by cause"
          rows={total.causes}
          rowKey={(row) => row.cause}
          columns={sumColumns(kept)}
          empty={nothing}
        />
      </Section>
      <Section
        title={cause ? `By enforcer: ${lossWord(cause).toLowerCase()}` : "By enforcer"}
        actions={
          <>
            <SearchField label="Search enforcers" />
            {cause || enforcer ? <ButtonLink href={paths.losses()}>Show all</ButtonLink> : null}
          </>
        }
      >
        <DataTable
          caption="Losses by enforcer and cause"
          rows={items}
          rowKey={(row) => `${row.enforcer} ${row.cause}`}
          columns={itemColumns}
          empty={nothing}
        />
        <Pagination next={nextCursor} />
      </Section>
    </div>
  );
}

const nothing = (
  <EmptyState icon={<PackageCheck />} title="Nothing was lost">
    Every decision that enforcers told of is here. What an enforcer has to drop, because a buffer is
    full or the authority is away for too long, it counts, and it shows here.
  </EmptyState>
);

function sumColumns(kept: Readonly<Record<string, string>>): readonly Column<Sum>[] {
  return [
    { key: "cause", header: "Cause", cell: ({ cause }) => <Cause cause={cause} /> },
    {
      key: "enforcers",
      header: "Where",
      cell: ({ cause, enforcers }) => (
        <TextLink href={paths.losses({ ...kept, cause })}>
          {formatCount(enforcers, "enforcer")}
        </TextLink>
      ),
    },
    { key: "count", header: "At least", align: "end", cell: ({ count }) => formatNumber(count) },
  ];
}

const itemColumns: readonly Column<LossItem>[] = [
  {
    key: "enforcer",
    header: "Enforcer",
    cell: ({ enforcer }) => <TextLink href={paths.enforcer(enforcer)}>{enforcer}</TextLink>,
  },
  { key: "cause", header: "Cause", cell: ({ cause }) => <Cause cause={cause} /> },
  { key: "last", header: "Last", cell: ({ lastAt }) => <RelativeTime value={lastAt} /> },
  {
    key: "count",
    header: "At least",
    align: "end",
    cell: ({ enforcer, cause, count }) =>
      cause === "unreadable" ? (
        <TextLink href={paths.unreadable({ enforcer })}>{formatNumber(count)}</TextLink>
      ) : (
        formatNumber(count)
      ),
  },
];

function Cause({ cause }: { readonly cause: string }) {
  return (
    <>
      {lossWord(cause)}
      {isLost(cause) ? null : <Badge className="ml-1.5">Not a loss</Badge>}
    </>
  );
}
