"use client";
import { useState } from "react";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import type { ImportDetail } from "#lib/apis/imports/contract.ts";

type Description = NonNullable<ImportDetail["description"]>;
type Note = Description["notes"][number];

const kinds = {
  skipped: { tone: "challenge", word: "Skipped" },
  changed: { tone: "neutral", word: "Read otherwise" },
  noted: { tone: "unknown", word: "Noted" },
} as const;

const columns: readonly Column<Note>[] = [
  {
    key: "kind",
    header: "What",
    width: "9rem",
    cell: (note) => <Badge tone={kinds[note.kind].tone}>{kinds[note.kind].word}</Badge>,
  },
  { key: "reason", header: "Why", cell: (note) => note.reason },
  {
    key: "place",
    header: "Where",
    cell: (note) => <code className="text-xs break-all text-muted">{note.pointer}</code>,
  },
];

const pageSize = 100;
/** What is lost comes first. */
const order = ["skipped", "changed", "noted"] as const;

/** Every operation of the document is one of these. */
function account({ described, merged, skipped, operations }: Description): string {
  return [
    `${formatCount(described, "operation")} in the document`,
    merged > 0 ? `${formatNumber(merged)} the same request as another one` : null,
    skipped > 0 ? `${formatNumber(skipped)} skipped` : null,
    `${formatNumber(operations)} to import`,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

/** What the reader says about the document: nothing is left out without a word. */
export function NoteTable({ description }: { readonly description: Description }) {
  const { notes, notesLeftOut, securitySchemes } = description;
  const [shown, setShown] = useState(pageSize);
  return (
    <div className="grid gap-5">
      <Card title="The description">
        <KeyValueList
          columns={2}
          items={[
            { label: "Title", value: description.title || null },
            { label: "Version", value: description.version || null },
            { label: "OpenAPI", value: description.openapi },
            { label: "Operations", value: account(description) },
            {
              label: "Security schemes",
              value:
                securitySchemes
                  .map(
                    (each) =>
                      `${each.name} (${[each.type, each.detail].filter(Boolean).join(": ")})`,
                  )
                  .join(", ") || null,
            },
          ]}
        />
      </Card>
      {notes.length > 0 ? (
        <Card
          title="Skipped and read otherwise"
          description={
            formatCount(notes.length + notesLeftOut, "remark") +
            (notesLeftOut > 0 ? `, the first ${formatNumber(notes.length)} are listed` : "")
          }
          padding="none"
        >
          <div
            className="max-h-96 overflow-y-auto [--table-top:0px]"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            tabIndex={0}
            role="region"
            aria-label="Remarks"
          >
            <DataTable
              bare
              caption="Remarks on the description"
              columns={columns}
              rows={order
                .flatMap((kind) => notes.filter((note) => note.kind === kind))
                .slice(0, shown)}
              rowKey={(note) => `${note.pointer} ${note.reason}`}
            />
            {shown < notes.length ? (
              <div className="p-3 text-center">
                <Button size="sm" onClick={() => setShown(shown + pageSize)}>
                  Show more
                </Button>
              </div>
            ) : null}
          </div>
        </Card>
      ) : null}
    </div>
  );
}
