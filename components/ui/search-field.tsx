"use client";
import { Search, X } from "lucide-react";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useRef, useTransition } from "react";
import { controlHeight, controlStyle } from "./control-style.ts";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

export type SearchFieldProps = {
  /** "Search users": the accessible name and the placeholder. */
  readonly label: string;
  readonly param?: string;
  /** Parameters that start over when the text changes. */
  readonly resets?: readonly string[];
};

/** Searches on the server while typing; the text lives in the URL. `/` puts the cursor here (see the shell). */
export function SearchField({ label, param = "q", resets = ["cursor"] }: SearchFieldProps) {
  const [pending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useQueryStates(
    Object.fromEntries([param, ...resets].map((name) => [name, parseAsString])),
    { shallow: false, startTransition, history: "replace" },
  );
  const text = state[param] ?? "";
  const change = (next: string, delayMs: number) =>
    void setState(
      {
        [param]: next === "" ? null : next,
        ...Object.fromEntries(resets.map((name) => [name, null])),
      },
      delayMs > 0 ? { limitUrlUpdates: debounce(delayMs) } : {},
    );
  return (
    <div role="search" className="relative w-full sm:w-64">
      <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint">
        {pending ? <Spinner className="size-3.5" /> : <Search aria-hidden className="size-3.5" />}
      </span>
      <input
        ref={input}
        data-search
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        onChange={(event) => change(event.target.value, 250)}
        className={classNames(
          controlStyle,
          controlHeight,
          "px-8 [&::-webkit-search-cancel-button]:hidden",
        )}
      />
      {text !== "" ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => {
            change("", 0);
            input.current?.focus();
          }}
          className="absolute inset-y-0 right-1 my-auto flex size-6 items-center justify-center rounded-sm text-faint hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </div>
  );
}
