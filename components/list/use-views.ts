"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useListSettings } from "./list-context.tsx";
import type { KeptList, SavedView } from "#lib/preferences/contract.ts";

export type Views = {
  readonly all: readonly SavedView[];
  readonly open: SavedView | null;
  /** The open view was filtered, sorted or set up otherwise since. */
  readonly changed: boolean;
  /** Search, filters, sort and columns of the list as it stands. */
  readonly query: string;
  readonly href: (view: SavedView | null) => string;
};

/** Not part of what a view keeps: where somebody stands, which view it is, a tab of the page around. */
const elsewhere = ["cursor", "view", "tab"];

/** The saved views of one list, and the one that the address says is open. */
export function useViews(list: KeptList): Views {
  const { views } = useListSettings();
  const pathname = usePathname();
  const search = useSearchParams();
  const all = views.filter((each) => each.list === list);
  const open = all.find(({ id }) => id === search.get("view")) ?? null;
  const now = new URLSearchParams(search);
  for (const name of elsewhere) now.delete(name);
  return {
    all,
    open,
    changed: open !== null && sorted(new URLSearchParams(open.query)) !== sorted(now),
    query: now.toString(),
    href: (view) => {
      const next = new URLSearchParams(view?.query ?? "");
      const tab = search.get("tab");
      if (tab !== null) next.set("tab", tab);
      if (view) next.set("view", view.id);
      return next.size > 0 ? `${pathname}?${next}` : pathname;
    },
  };
}

function sorted(search: URLSearchParams): string {
  const copy = new URLSearchParams(search);
  copy.sort();
  return copy.toString();
}
