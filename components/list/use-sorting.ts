"use client";
import { usePathname, useSearchParams } from "next/navigation";
import type { Sorting } from "#components/ui/data-table.tsx";

/** The order of a list in its address: `sort=name` or `sort=-name`; a new order begins at the first page. */
export function useSorting(byDefault: string | undefined): Sorting | undefined {
  const pathname = usePathname();
  const search = useSearchParams();
  if (byDefault === undefined) return undefined;
  const sort = search.get("sort") ?? byDefault;
  return {
    by: sort.replace(/^-/, ""),
    descending: sort.startsWith("-"),
    href: (by, descending) => {
      const next = new URLSearchParams(search);
      next.delete("cursor");
      next.set("sort", descending ? `-${by}` : by);
      return `${pathname}?${next}`;
    },
  };
}
