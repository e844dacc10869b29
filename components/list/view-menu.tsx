"use client";
import { Columns3 } from "lucide-react";
import { useListSettings } from "./list-context.tsx";
import type { ColumnChoice } from "./use-columns.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, type MenuItem } from "#components/ui/menu.tsx";

type Props<Row> = {
  readonly columns: ColumnChoice<Row>;
  /** What can be done with the view: save, rename, share. */
  readonly views: readonly MenuItem[];
};

/** Which columns, how high the rows, and the list as it stands under a name. */
export function ViewMenu<Row>({ columns, views }: Props<Row>) {
  const { preferences, change } = useListSettings();
  const compact = preferences.density === "compact";
  const { reset } = columns;
  return (
    <Menu
      trigger={
        <Button
          size="sm"
          variant="ghost"
          icon={<Columns3 aria-hidden className="size-3.5" />}
          aria-label="View: columns and density"
        >
          View
        </Button>
      }
      items={[
        { kind: "heading", label: "Columns" },
        ...columns.choices.map(({ column, on }) => ({
          kind: "choice" as const,
          label: column.header,
          checked: on,
          keepOpen: true,
          onSelect: () => columns.toggle(column.key, !on),
        })),
        ...(reset ? [{ kind: "action", label: "Usual columns", onSelect: reset } as const] : []),
        { kind: "separator" },
        {
          kind: "choice",
          label: "Compact rows",
          checked: compact,
          keepOpen: true,
          onSelect: () => change({ density: compact ? "comfortable" : "compact" }),
        },
        { kind: "separator" },
        ...views,
      ]}
    />
  );
}
