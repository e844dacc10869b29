"use client";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { formatShort } from "#components/ui/format-number.ts";
import { navigation, type NavigationEntry } from "./navigation.ts";

export type NavigationListProps = {
  readonly permissions: readonly string[];
  /** A figure behind an entry, for what waits for somebody: devices to approve. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  readonly onNavigate?: (() => void) | undefined;
};

/** The entries this viewer has, in the order of the work. */
export function NavigationList({ permissions, counts = {}, onNavigate }: NavigationListProps) {
  const pathname = usePathname();
  const groups = navigation
    .map((group) => group.filter((entry) => permissions.includes(entry.permission)))
    .filter((group) => group.length > 0);
  return (
    <nav aria-label="Main" className="space-y-3">
      {groups.map((group) => (
        <ul key={group[0]?.key} className="space-y-px">
          {group.map((entry) => (
            <li key={entry.key}>
              <Entry
                entry={entry}
                current={isCurrent(entry.href, pathname)}
                count={counts[entry.key] ?? 0}
                onNavigate={onNavigate}
              />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

type EntryProps = {
  readonly entry: NavigationEntry;
  readonly current: boolean;
  readonly count: number;
  readonly onNavigate: (() => void) | undefined;
};

function Entry({ entry, current, count, onNavigate }: EntryProps) {
  const Icon = entry.icon;
  return (
    <Link
      href={entry.href}
      aria-current={current ? "page" : undefined}
      {...(onNavigate ? { onClick: onNavigate } : {})}
      className={classNames(
        "flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium pointer-coarse:h-11",
        current ? "bg-selected text-ink" : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      <Icon
        aria-hidden
        className={classNames("size-4 shrink-0", current ? "text-accent-ink" : "text-faint")}
      />
      <span className="flex-1 truncate">{entry.label}</span>
      {count > 0 ? (
        <span className="rounded-sm bg-accent-soft px-1.5 text-xs text-accent-ink tabular-nums">
          {formatShort(count)}
          <span className="sr-only"> waiting</span>
        </span>
      ) : null}
      <Pending />
    </Link>
  );
}

/** A slow page shows on the entry that was pressed; a quick one shows nothing. */
function Pending() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden
      className={classNames(
        "size-1.5 rounded-full bg-accent transition-opacity",
        pending ? "animate-pulse-slow opacity-100 delay-150" : "hidden",
      )}
    />
  );
}

function isCurrent(href: string, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
