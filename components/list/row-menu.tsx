"use client";
import { Ellipsis } from "lucide-react";
import type { ListAction } from "./list-action.ts";
import { Menu, type MenuItem } from "#components/ui/menu.tsx";

type Props<Row> = {
  readonly row: Row;
  readonly name: string;
  readonly actions: readonly ListAction<Row>[];
  readonly links: readonly MenuItem[];
  readonly onAction: (action: ListAction<Row>) => void;
};

/** What can be done with one row. `.` opens it for the row that has the focus. */
export function RowMenu<Row>({ row, name, actions, links, onAction }: Props<Row>) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          data-row-menu
          aria-label={`Actions for ${name}`}
          className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover pointer-coarse:size-10"
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      }
      items={[
        ...links,
        ...(links.length > 0 && actions.length > 0 ? [{ kind: "separator" } as const] : []),
        ...actions.map((each) => ({
          kind: "action" as const,
          label: each.label,
          danger: each.danger ?? false,
          disabledReason: each.refusal(row, ""),
          onSelect: () => onAction(each),
        })),
      ]}
    />
  );
}
