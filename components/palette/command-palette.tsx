"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog as Base } from "@base-ui/react/dialog";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { paletteGroups, type PaletteGroup, type PaletteItem } from "./palette-items.ts";
import { classNames } from "#components/ui/class-names.ts";
import { optionStyle } from "#components/ui/control-style.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { useSettled } from "#components/ui/use-settled.ts";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { search } from "#calls/search";

export type CommandPaletteProps = {
  readonly permissions: readonly string[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

/** Every page, action and named thing, by keyboard alone. Loaded when it is opened first. */
export function CommandPalette({ permissions, open, onOpenChange }: CommandPaletteProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-start justify-center px-3 pt-[12vh]">
          <Base.Popup
            aria-label="Command palette"
            className="flex max-h-[70dvh] w-full max-w-xl flex-col overflow-hidden rounded-lg border bg-raised shadow-dialog transition-opacity duration-100 outline-none data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <Palette permissions={permissions} onClose={() => onOpenChange(false)} />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

function Palette({
  permissions,
  onClose,
}: {
  readonly permissions: readonly string[];
  readonly onClose: () => void;
}) {
  const router = useRouter();
  const [q, setQ] = useState("");
  const text = useSettled(q, 150).trim();
  const { data, isFetching } = useQuery({
    queryKey: queryKey(search.find, { q: text }),
    queryFn: ({ signal }) => call(search.find, { q: text }, { signal }),
    enabled: text !== "",
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const groups = paletteGroups(q, permissions, text === "" ? [] : (data?.items ?? []));
  const go = ({ href }: PaletteItem) => {
    onClose();
    router.push(href);
  };
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      value={q}
      onValueChange={setQ}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <Autocomplete.Input
          aria-label="Search pages, things and actions"
          placeholder="Search or go to…"
          maxLength={100}
          className="h-12 w-full bg-transparent text-base outline-none placeholder:text-faint"
        />
        <Kbd>Esc</Kbd>
      </div>
      <Base.Close className="sr-only">Close</Base.Close>
      <div className="min-h-0 overflow-y-auto overscroll-contain py-1">
        <Autocomplete.Empty className="px-4 text-sm text-muted not-empty:py-6">
          {isFetching ? "Searching…" : "Nothing is called like that."}
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: PaletteGroup) => (
            <Autocomplete.Group key={group.value} items={group.items}>
              <Autocomplete.GroupLabel className="px-4 pt-2 pb-1 text-xs font-medium text-muted">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(each: PaletteItem) => (
                  <Autocomplete.Item
                    key={each.value}
                    value={each}
                    onClick={() => go(each)}
                    className={classNames(optionStyle, "justify-between gap-4 px-4 text-sm")}
                  >
                    <span className="min-w-0">
                      <span className="block truncate">{each.label}</span>
                      {each.detail === "" ? null : (
                        <span className="block truncate text-xs text-muted">{each.detail}</span>
                      )}
                    </span>
                    {each.keys === undefined ? null : (
                      <span className="flex shrink-0 gap-1">
                        <Kbd>g</Kbd>
                        <Kbd>{each.keys}</Kbd>
                      </span>
                    )}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  );
}
