"use client";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useMemo, type ReactNode } from "react";
import type { z } from "zod";
import { useRead } from "#components/data/use-read.ts";
import { useToast } from "#components/ui/use-toast.ts";
import type { Permission } from "#lib/auth/console-roles.ts";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import {
  preferences as contract,
  views as viewContract,
  type Preferences,
  type SavedView,
} from "#calls/preferences";

type Change = z.input<typeof contract.update.input>;

type ListSettings = {
  readonly preferences: Preferences;
  readonly views: readonly SavedView[];
  readonly permissions: readonly string[];
  readonly change: (change: Change) => void;
};

const everybody: Preferences = { density: "comfortable", letterKeys: true, columns: {} };
const ListContext = createContext<ListSettings>({
  preferences: everybody,
  views: [],
  permissions: [],
  change: () => undefined,
});

/** How the viewer likes lists, which views there are, and what the viewer may do. */
export function useListSettings(): ListSettings {
  return useContext(ListContext);
}

/** Whether to offer something; the verb decides. */
export function useMay(permission: Permission): boolean {
  return useListSettings().permissions.includes(permission);
}

type Props = {
  readonly preferences: Preferences;
  readonly views: readonly SavedView[];
  readonly permissions: readonly string[];
  readonly children: ReactNode;
};

/** The page is rendered with the viewer's settings, so that nothing moves when it comes alive. */
export function ListProvider({ preferences, views, permissions, children }: Props) {
  const queries = useQueryClient();
  const toast = useToast();
  const { data } = useRead(contract.get, {}, preferences);
  const { data: known } = useRead(viewContract.list, {}, { items: [...views] });
  const change = useCallback(
    (next: Change) => {
      const key = queryKey(contract.get, {});
      const before = queries.getQueryData<Preferences>(key);
      queries.setQueryData<Preferences>(key, (now) => changed(now ?? everybody, next));
      void call(contract.update, next).catch((error: unknown) => {
        queries.setQueryData(key, before);
        toast.error(
          "Your setting was not kept",
          error instanceof Error ? error.message : undefined,
        );
      });
    },
    [queries, toast],
  );
  const value = useMemo(
    () => ({ preferences: data, views: known.items, permissions, change }),
    [data, known, permissions, change],
  );
  return <ListContext value={value}>{children}</ListContext>;
}

/** What the server will answer, shown at once. */
function changed(before: Preferences, change: Change): Preferences {
  const columns = { ...before.columns };
  if (change.list?.columns) columns[change.list.name] = change.list.columns;
  else if (change.list) delete columns[change.list.name];
  return {
    density: change.density ?? before.density,
    letterKeys: change.letterKeys ?? before.letterKeys,
    columns,
  };
}
