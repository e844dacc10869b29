"use client";
import { ChevronsUpDown } from "lucide-react";
import { deferred } from "./deferred.ts";
import type { Option } from "./select.tsx";
import { StandInInput, useStandIn } from "./stand-in.tsx";
import { classNames } from "./class-names.ts";
import { controlHeight, controlStyle } from "./control-style.ts";

export type ComboboxProps = {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** For choices that live on the server: called while typing; pass the found ones as `options`. */
  readonly onSearch?: ((text: string) => void) | undefined;
  readonly loading?: boolean | undefined;
  readonly placeholder?: string;
  readonly emptyText?: string;
  readonly disabled?: boolean | undefined;
  readonly id?: string | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly "aria-label"?: string | undefined;
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: boolean | undefined;
};

const box = deferred(async () => (await import("./combobox-box.tsx")).ComboboxBox);

/** One of many, found by typing (substring). Its code is fetched when the pointer or the focus reaches it. */
export function Combobox(props: ComboboxProps) {
  const { Box, taken, near } = useStandIn(box);
  if (Box) return <Box {...props} {...taken} />;
  const chosen = props.options.find((option) => option.value === props.value);
  return (
    <div className="relative h-fit" {...near}>
      <StandInInput
        {...props}
        text={chosen?.label ?? props.value ?? ""}
        placeholder={props.placeholder ?? "Search…"}
        className={classNames(controlStyle, controlHeight, "pr-14")}
      />
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-3.5 text-faint"
      />
    </div>
  );
}
