"use client";
import type { ReactNode } from "react";
import type { ListAction } from "./list-action.ts";
import { Button } from "#components/ui/button.tsx";

type Props<Row> = {
  /** "12 people". */
  readonly count: string;
  readonly actions: readonly ListAction<Row>[];
  /** What a list offers besides. */
  readonly children: ReactNode;
  readonly onAction: (action: ListAction<Row>) => void;
  /** Null when every row of the page is chosen. */
  readonly onAll: (() => void) | null;
  readonly onNone: () => void;
};

/** What can be done with all chosen rows: below the list, so that no row moves when the first is chosen. */
export function BulkBar<Row>({ count, actions, children, onAction, onAll, onNone }: Props<Row>) {
  return (
    <div
      role="region"
      aria-label="Chosen rows"
      className="sticky bottom-4 z-30 mt-3 flex flex-wrap items-center gap-2 rounded-lg border bg-raised px-3 py-2 text-sm shadow-popup"
    >
      <span aria-live="polite" className="mr-1 font-medium">
        {count} chosen
      </span>
      {children}
      {actions.map((action) => (
        <Button
          key={action.action + action.label}
          size="sm"
          variant={action.danger ? "danger-quiet" : "secondary"}
          onClick={() => onAction(action)}
        >
          {action.label}
        </Button>
      ))}
      <span className="ml-auto flex gap-1">
        {onAll ? (
          <Button size="sm" variant="ghost" onClick={onAll}>
            All on this page
          </Button>
        ) : null}
        <Button size="sm" variant="ghost" onClick={onNone}>
          Choose none
        </Button>
      </span>
    </div>
  );
}
