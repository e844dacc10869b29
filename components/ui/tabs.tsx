"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";

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
  return (
    <Base.Root value={value} onValueChange={(next: string) => void setValue(next)}>
      <Base.List
        aria-label={label}
        className="mb-3 flex w-fit max-w-full overflow-x-auto rounded-md border bg-sunken p-0.5 [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="h-7 rounded-sm px-3 text-sm font-medium text-muted hover:text-ink data-active:bg-surface data-active:text-ink data-active:shadow-xs dark:data-active:bg-hover pointer-coarse:h-9"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="outline-offset-4">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
