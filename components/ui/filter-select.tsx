"use client";
import { ChevronDown } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { classNames } from "./class-names.ts";
import { selectPopup, type Option } from "./select.tsx";
import { useOverlay } from "./use-overlay.ts";

export type FilterSelectProps = {
  /** "State" */
  readonly label: string;
  /** The URL parameter, the same as the API's. */
  readonly param: string;
  readonly options: readonly Option[];
  readonly resets?: readonly string[];
};

const any = "";

function styleOf(value: string, pending: boolean): string {
  return classNames(
    "inline-flex h-8 max-w-full items-center gap-1.5 rounded-md border px-2.5 text-sm hover:bg-hover pointer-coarse:h-10",
    value === any
      ? "border-line-strong border-dashed text-muted"
      : "border-accent-line bg-accent-soft text-ink",
    pending && "opacity-60",
  );
}

/** One filter of a list, in the URL: "State: Trusted". */
export function FilterSelect({ label, param, options, resets = ["cursor"] }: FilterSelectProps) {
  const [pending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(
    Object.fromEntries([param, ...resets].map((name) => [name, parseAsString])),
    { shallow: false, startTransition, history: "push" },
  );
  const value = state[param] ?? any;
  const all: readonly Option[] = [{ value: any, label: "Any" }, ...options];
  const chosen = all.find((option) => option.value === value)?.label ?? value;
  const { trigger, Overlay, overlay } = useOverlay(selectPopup, "listbox");
  const choose = (next: string) =>
    void setState({
      [param]: next === any ? null : next,
      ...Object.fromEntries(resets.map((name) => [name, null])),
    });
  return (
    <>
      <button
        {...trigger}
        type="button"
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- expanded by `trigger`; it controls nothing until it is
        role="combobox"
        aria-label={`${label}: ${chosen}`}
        aria-busy={pending || undefined}
        className={styleOf(value, pending)}
      >
        <span className={value === any ? undefined : "text-muted"}>{label}</span>
        {value === any ? null : <span className="min-w-0 truncate font-medium">{chosen}</span>}
        <ChevronDown aria-hidden className="size-3.5 text-faint" />
      </button>
      {Overlay ? <Overlay {...overlay} options={all} value={value} onChange={choose} /> : null}
    </>
  );
}
