"use client";
import { useState } from "react";
import { SensitivityBadge } from "#components/data/sensitivity-badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { Input } from "#components/ui/input.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { ImportDifference } from "#lib/apis/imports/contract.ts";
import { paths } from "#lib/client/paths.ts";

type Change = ImportDifference["added"][number] & {
  readonly kind: "Added" | "Changed" | "Removed";
  readonly detail: ImportDifference["removed"][number]["sensitivity"];
  readonly what: readonly string[];
};

const columns: readonly Column<Change>[] = [
  { key: "kind", header: "Change", width: "6rem", cell: (row) => row.kind },
  {
    key: "operation",
    header: "Operation",
    cell: (row) => (
      <code className="text-xs [overflow-wrap:anywhere]">
        <strong className="font-semibold">{row.method}</strong> {row.template}
      </code>
    ),
  },
  {
    key: "key",
    header: "Name in policies",
    cell: (row) => <code className="text-xs [overflow-wrap:anywhere]">{row.key}</code>,
  },
  {
    key: "what",
    header: "Detail",
    secondary: true,
    cell: (row) =>
      row.kind === "Removed" && row.detail ? (
        <SensitivityBadge value={row.detail} />
      ) : row.kind === "Changed" ? (
        <span className="text-muted">was: {row.what.join("; ")}</span>
      ) : (
        <span className="text-muted">{row.summary}</span>
      ),
  },
];

const pageSize = 15;

/** What applying would do: numbers first, then every operation, searchable. */
export function DifferenceView({
  difference,
  isNew,
}: {
  readonly difference: ImportDifference;
  readonly isNew: boolean;
}) {
  const { added, changed, removed, unchanged, kept, breaks } = difference;
  const nothing = added.length + changed.length + removed.length === 0;
  return (
    <div className="space-y-5">
      <p className="text-base">
        {isNew
          ? `${formatCount(added.length, "operation")} will be added.`
          : `${formatNumber(added.length)} added, ${formatNumber(changed.length)} changed, ${formatNumber(removed.length)} removed, ${formatNumber(unchanged)} unchanged${kept > 0 ? `, ${formatNumber(kept)} made by hand stay` : ""}.`}
      </p>
      {breaks.length > 0 ? <Broken breaks={breaks} /> : null}
      {nothing ? (
        <Callout>The operations are what the API has already.</Callout>
      ) : (
        <ChangeTable difference={difference} />
      )}
    </div>
  );
}

function Broken({ breaks }: { readonly breaks: ImportDifference["breaks"] }) {
  return (
    <Callout
      tone="warning"
      title={`Removing operations breaks ${formatCount(breaks.length, "policy", "policies")}`}
    >
      <ul className="list-disc space-y-1 pl-5">
        {breaks.map((each) => (
          <li key={each.policy}>
            <TextLink href={paths.policy(each.policy)}>{each.policy}</TextLink> names{" "}
            {each.names.join(", ")}
            {each.blocksPublishing
              ? ": a forbid that names what is gone can’t be published."
              : ": that part of it will never permit anything again."}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function ChangeTable({ difference }: { readonly difference: ImportDifference }) {
  const [text, setText] = useState("");
  const [shown, setShown] = useState(pageSize);
  const all: readonly Change[] = [
    ...difference.removed.map((each) => ({
      ...each,
      kind: "Removed" as const,
      detail: each.sensitivity,
      what: [],
    })),
    ...difference.changed.map((each) => ({ ...each, kind: "Changed" as const, detail: null })),
    ...difference.added.map((each) => ({
      ...each,
      kind: "Added" as const,
      detail: null,
      what: [],
    })),
  ];
  const needle = text.trim().toLowerCase();
  const found = all.filter((each) =>
    `${each.kind} ${each.method} ${each.template} ${each.key} ${each.summary}`
      .toLowerCase()
      .includes(needle),
  );
  return (
    <Card
      title="Operations"
      padding="none"
      actions={
        <Input
          aria-label="Search operations"
          placeholder="Search operations"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      }
    >
      <DataTable
        bare
        caption="What applying changes"
        columns={columns}
        rows={found.slice(0, shown)}
        rowKey={(row) => `${row.kind} ${row.key}`}
        empty={<p className="px-4 py-6 text-sm text-muted">Nothing matches.</p>}
      />
      {found.length > shown ? (
        <div className="flex items-center justify-between gap-2 px-4 py-3 text-sm text-muted">
          {formatNumber(shown)} of {formatNumber(found.length)}
          <Button size="sm" onClick={() => setShown(shown + 200)}>
            Show more
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
