"use client";
import { classNames } from "./class-names.ts";
import type { ComboboxProps } from "./combobox.tsx";
import { controlStyle } from "./control-style.ts";
import { deferred } from "./deferred.ts";
import { StandInInput, useStandIn } from "./stand-in.tsx";

export type MultiSelectProps = Omit<ComboboxProps, "value" | "onChange"> & {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  /** Lets a text that is no choice be added with Enter (tags, hosts). */
  readonly free?: boolean | undefined;
};

const box = deferred(async () => (await import("./multi-select-box.tsx")).MultiSelectBox);

/** Several of many, as chips, found by typing. Its code is fetched when the pointer or the focus reaches it. */
export function MultiSelect(props: MultiSelectProps) {
  const { Box, taken, near } = useStandIn(box);
  if (Box) return <Box {...props} {...taken} />;
  return (
    <div
      {...near}
      className={classNames(
        controlStyle,
        "flex min-h-8 flex-wrap items-center gap-1 px-1! py-1 focus-within:border-focus pointer-coarse:min-h-10",
        props["aria-invalid"] && "border-deny!",
      )}
    >
      {props.value.map((key) => (
        <span
          key={key}
          className="flex h-6 max-w-full items-center rounded-sm border bg-sunken pr-6 pl-1.5 text-sm dark:bg-raised"
        >
          <span className="truncate">
            {props.options.find((option) => option.value === key)?.label ?? key}
          </span>
        </span>
      ))}
      <StandInInput
        {...props}
        text=""
        placeholder={props.value.length === 0 ? (props.placeholder ?? "Search…") : ""}
        className="h-6 min-w-8 flex-1 bg-transparent px-1.5 outline-none"
      />
    </div>
  );
}
