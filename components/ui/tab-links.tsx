import Link from "next/link";
import { classNames } from "./class-names.ts";

export type TabLink = {
  readonly value: string;
  readonly label: string;
  readonly count?: string | undefined;
};

export type TabLinksProps = {
  readonly label: string;
  readonly tabs: readonly TabLink[];
  /** From the page's `searchParams`; anything unknown means the first. */
  readonly current: string | undefined;
  readonly param?: string;
};

/** The tabs of a detail page: links, the chosen one in the URL, the content rendered by the server. */
export function TabLinks({ label, tabs, current, param = "tab" }: TabLinksProps) {
  const chosen = tabs.some((tab) => tab.value === current) ? current : tabs[0]?.value;
  return (
    <nav aria-label={label} className="mb-5 overflow-x-auto border-b [scrollbar-width:none]">
      <ul className="flex gap-5">
        {tabs.map((tab, index) => (
          <li key={tab.value}>
            <Link
              href={index === 0 ? "?" : `?${param}=${encodeURIComponent(tab.value)}`}
              scroll={false}
              aria-current={tab.value === chosen ? "page" : undefined}
              className={classNames(
                "-mb-px inline-flex h-9 pointer-coarse:h-11 items-center gap-1.5 border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted outline-offset-[-2px] hover:text-ink",
                "aria-[current=page]:border-accent aria-[current=page]:text-ink",
              )}
            >
              {tab.label}
              {tab.count ? (
                <span className="rounded-sm bg-sunken px-1 text-xs text-muted tabular-nums dark:bg-raised">
                  {tab.count}
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
