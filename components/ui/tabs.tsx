"use client";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useId, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type TabPanel = {
  readonly value: string;
  readonly label: string;
  readonly content: ReactNode;
};

export type TabsProps = {
  readonly label: string;
  readonly tabs: readonly [TabPanel, ...TabPanel[]];
  /** The URL parameter that keeps the choice. */
  readonly param: string;
};

/** Views of one thing that are all on the page already (form and YAML); for parts of a page use TabLinks. */
export function Tabs({ label, tabs, param }: TabsProps) {
  const values = tabs.map((tab) => tab.value);
  const [value, setValue] = useQueryState(
    param,
    parseAsStringLiteral(values).withDefault(tabs[0].value),
  );
  const id = useId();
  /** The arrows choose the tab beside, going round; the first and the last have keys of their own. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = values.indexOf(value);
    const to = targets(at, values.length)[event.key];
    if (to === undefined) return;
    event.preventDefault();
    void setValue(values[to] ?? null);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tab that is chosen has the focus */}
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="mb-3 flex w-fit max-w-full overflow-x-auto rounded-md border bg-sunken p-0.5 [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-tab-${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => void setValue(tab.value)}
            className={classNames(
              "h-7 rounded-sm px-3 text-sm font-medium pointer-coarse:h-9",
              tab.value === value
                ? "bg-surface text-ink shadow-xs dark:bg-hover"
                : "text-muted hover:text-ink",
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${value}`}
        tabIndex={0}
        className="outline-offset-4"
      >
        {tabs.find((tab) => tab.value === value)?.content}
      </div>
    </>
  );
}

function targets(at: number, count: number): Readonly<Record<string, number>> {
  return {
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at + count - 1) % count,
    Home: 0,
    End: count - 1,
  };
}
