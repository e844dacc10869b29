"use client";
import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
import type { Noun } from "./list-action.ts";
import type { ColumnChoice } from "./use-columns.ts";
import { useViewItems, type Naming } from "./use-view-items.ts";
import { useViews } from "./use-views.ts";
import { ViewMenu } from "./view-menu.tsx";
import { ViewTabs } from "./view-tabs.tsx";
import { ExportButton } from "#components/data/export-button.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { SearchField } from "#components/ui/search-field.tsx";
import { exportable } from "#calls/exports";
import type { KeptList } from "#lib/preferences/contract.ts";

const ViewDialog = dynamic(async () =>
  import("./view-dialog.tsx").then((module) => module.ViewDialog),
);

type Props<Row> = {
  readonly list: KeptList;
  readonly noun: Noun;
  readonly search?: string | undefined;
  readonly params: readonly string[];
  readonly filters?: ReactNode;
  readonly end?: ReactNode;
  readonly input: Readonly<Record<string, unknown>>;
  readonly total: number | null;
  readonly columns: ColumnChoice<Row>;
};

/** Above a list: its saved views, search and filters, and how it looks. */
export function ListBar<Row>(props: Props<Row>) {
  const { list, noun, total, columns } = props;
  const views = useViews(list);
  const [naming, setNaming] = useState<Naming | null>(null);
  const items = useViewItems(views, setNaming);
  const file = exportable.find((each) => each === list);
  return (
    <>
      <ViewTabs views={views} all={`All ${noun.many}`} />
      <FilterBar
        params={[...props.params, "view", "columns"]}
        search={props.search ? <SearchField label={props.search} /> : null}
        end={
          <>
            {total === null ? null : formatCount(total, noun.one, noun.many)}
            <ViewMenu columns={columns} views={items} />
            {file ? <ExportButton list={file} input={props.input} /> : null}
            {props.end}
          </>
        }
      >
        {props.filters}
      </FilterBar>
      {naming ? (
        <ViewDialog
          list={list}
          what={naming}
          views={views}
          columns={columns.reset ? shownKeys(columns) : null}
          onClose={() => setNaming(null)}
        />
      ) : null}
    </>
  );
}

function shownKeys<Row>({ choices }: ColumnChoice<Row>): readonly string[] {
  return choices.filter(({ on }) => on).map(({ column }) => column.key);
}
