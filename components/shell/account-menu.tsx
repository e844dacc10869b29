"use client";
import { Keyboard, LayoutDashboard, LogOut, UserRound } from "lucide-react";
import { useListSettings } from "#components/list/list-context.tsx";
import { Menu, type MenuItem } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { paths } from "#lib/client/paths.ts";
import { signOut } from "./sign-out.ts";
import type { Viewer } from "./viewer.ts";

export type AccountMenuProps = {
  readonly viewer: Viewer;
  /** Where the menu leads besides signing out. */
  readonly leadsTo: "portal" | "console" | "nowhere";
};

/** Who is signed in, the way to the other half, and the way out. */
export function AccountMenu({ viewer, leadsTo }: AccountMenuProps) {
  const toast = useToast();
  const { preferences, change } = useListSettings();
  const leave = async () => {
    try {
      await signOut();
    } catch {
      toast.error(
        "Signing out did not work",
        "The server did not answer. You are still signed in.",
      );
    }
  };
  const links: Readonly<Record<AccountMenuProps["leadsTo"], readonly MenuItem[]>> = {
    portal: [
      {
        kind: "link",
        label: "My passkeys and devices",
        icon: <UserRound aria-hidden />,
        href: paths.portal(),
      },
    ],
    console: [
      {
        kind: "link",
        label: "Console",
        icon: <LayoutDashboard aria-hidden />,
        href: paths.overview(),
      },
    ],
    nowhere: [],
  };
  const keys: MenuItem = {
    kind: "choice",
    label: "Single-letter keys",
    icon: <Keyboard aria-hidden />,
    checked: preferences.letterKeys,
    keepOpen: true,
    onSelect: () => change({ letterKeys: !preferences.letterKeys }),
  };
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="flex size-8 items-center justify-center rounded-full border border-accent-line bg-accent-soft text-xs font-semibold text-accent-ink uppercase hover:border-accent pointer-coarse:size-10"
        >
          <span aria-hidden>{initials(viewer.name)}</span>
          <span className="sr-only">Account of {viewer.name}</span>
        </button>
      }
      items={[
        { kind: "heading", label: viewer.name, detail: viewer.detail },
        { kind: "separator" },
        ...links[leadsTo],
        ...(leadsTo === "portal" ? [keys] : []),
        {
          kind: "action",
          label: "Sign out",
          icon: <LogOut aria-hidden />,
          onSelect: () => void leave(),
        },
      ]}
    />
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = words.at(0) ?? "";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return firstLetter(first) + firstLetter(last) || "?";
}

/** The whole first character, also of a script that needs two code units. */
function firstLetter(word: string): string {
  return /^./u.exec(word)?.[0] ?? "";
}
