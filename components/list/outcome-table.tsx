"use client";
import type { Noun } from "./list-action.ts";
import type { Outcome } from "./use-bulk.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatCount } from "#components/ui/format-number.ts";

type Props<Row> = {
  readonly title: string;
  readonly done: number;
  readonly failed: readonly Outcome<Row>[];
  readonly noun: Noun;
  readonly name: (row: Row) => string;
  readonly onClose: () => void;
};

/** What something could not be done to, and why. Those rows stay chosen. */
export function OutcomeTable<Row>({ title, done, failed, noun, name, onClose }: Props<Row>) {
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={`It was done to ${formatCount(done, noun.one, noun.many)}. What it was not done to is as it was, and stays chosen.`}
      footer={
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <DataTable
        caption={title}
        rows={failed}
        rowKey={({ row }) => name(row)}
        columns={[
          { key: "name", header: noun.one, cell: ({ row }) => name(row) },
          {
            key: "why",
            header: "Why",
            block: true,
            cell: ({ result }) => (result.done ? "" : result.why),
          },
        ]}
      />
    </Dialog>
  );
}
