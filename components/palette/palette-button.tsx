"use client";
import dynamic from "next/dynamic";
import { Search } from "lucide-react";
import { useState } from "react";
import { useKeys } from "./use-keys.ts";
import { useListSettings } from "#components/list/list-context.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Kbd } from "#components/ui/kbd.tsx";

const CommandPalette = dynamic(async () =>
  import("./command-palette.tsx").then((module) => module.CommandPalette),
);
const KeyHelp = dynamic(async () => import("./key-help.tsx").then((module) => module.KeyHelp));

type Shown = "palette" | "help";

/** Opens the palette by click or Ctrl+K, and the list of keys by `?`; nothing of either is loaded before. */
export function PaletteButton({ permissions }: { readonly permissions: readonly string[] }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [loaded, setLoaded] = useState<readonly Shown[]>([]);
  const show = (what: Shown) => {
    setLoaded((before) => (before.includes(what) ? before : [...before, what]));
    setShown(what);
  };
  const { preferences } = useListSettings();
  useKeys({
    permissions,
    letters: preferences.letterKeys,
    openPalette: () => show("palette"),
    openHelp: () => show("help"),
  });
  const propsOf = (what: Shown) => ({
    permissions,
    open: shown === what,
    onOpenChange: (open: boolean) => setShown(open ? what : null),
  });
  return (
    <>
      <button
        type="button"
        onClick={() => show("palette")}
        aria-keyshortcuts="Meta+K Control+K"
        className={buttonStyle("secondary", "sm", "gap-2 text-muted")}
      >
        <Search aria-hidden className="size-3.5" />
        <span className="max-md:sr-only">Search</span>
        <span aria-hidden className="max-md:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {loaded.includes("palette") ? <CommandPalette {...propsOf("palette")} /> : null}
      {loaded.includes("help") ? <KeyHelp {...propsOf("help")} /> : null}
    </>
  );
}
