import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type KeyValue = { readonly label: string; readonly value: ReactNode };

export type KeyValueListProps = {
  readonly items: readonly KeyValue[];
  readonly columns?: 1 | 2;
};

/** Facts about one thing. A missing value is a dash, never an empty cell. */
export function KeyValueList({ items, columns = 1 }: KeyValueListProps) {
  return (
    <dl className={classNames("grid gap-x-10 text-sm", columns === 2 && "lg:grid-cols-2")}>
      {items.map(({ label, value }) => (
        <div
          key={label}
          className="grid grid-cols-[minmax(7rem,11rem)_minmax(0,1fr)] gap-4 border-b py-2 last:border-b-0"
        >
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            {value ?? <span className="text-faint">—</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
