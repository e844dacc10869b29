"use client";
import dynamic from "next/dynamic";
import { Search } from "lucide-react";
import { useState } from "react";
import { useKeys } from "./use-keys.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Kbd } from "#components/ui/kbd.tsx";

const CommandPalette = dynamic(async () =>
  import("./command-palette.tsx").then((module) => module.CommandPalette),
);

/** Opens the palette by click, ⌘K or Ctrl+K; nothing of it is loaded before. */
export function PaletteButton({ permissions }: { readonly permissions: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const change = (next: boolean) => {
    setWanted(true);
    setOpen(next);
  };
  useKeys(permissions, () => change(true));
  return (
    <>
      <button
        type="button"
        onClick={() => change(true)}
        aria-keyshortcuts="Meta+K Control+K"
        className={buttonStyle("secondary", "sm", "gap-2 text-muted")}
      >
        <Search aria-hidden className="size-3.5" />
        <span className="max-md:sr-only">Search</span>
        <span aria-hidden className="max-md:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {wanted ? (
        <CommandPalette permissions={permissions} open={open} onOpenChange={change} />
      ) : null}
    </>
  );
}
