"use client";
import { Users } from "lucide-react";
import Link from "next/link";
import type { Views } from "./use-views.ts";

type Props = { readonly views: Views; readonly all: string };

/** The saved views of a list, each a link; nothing while there is none. */
export function ViewTabs({ views, all }: Props) {
  if (views.all.length === 0) return null;
  const tabs = [null, ...views.all];
  return (
    <nav aria-label="Saved views" className="mb-3 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex gap-1.5 p-0.5">
        {tabs.map((view) => (
          <li key={view?.id ?? "all"}>
            <ViewLink
              name={view?.name ?? all}
              href={views.href(view)}
              open={view?.id === views.open?.id}
              shared={view?.shared ?? false}
              changed={view !== null && views.changed}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

type LinkProps = {
  readonly name: string;
  readonly href: string;
  readonly open: boolean;
  readonly shared: boolean;
  /** The open view differs from what was saved. */
  readonly changed: boolean;
};

function ViewLink({ name, href, open, shared, changed }: LinkProps) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={open ? "page" : undefined}
      className="inline-flex h-7 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-accent-line aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink pointer-coarse:h-10"
    >
      {name}
      {shared ? (
        <>
          <Users aria-hidden className="size-3 text-faint" />
          <span className="sr-only">, shared</span>
        </>
      ) : null}
      {open && changed ? <span className="text-xs text-muted">changed</span> : null}
    </Link>
  );
}
