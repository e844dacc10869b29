import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlStyle } from "./control-style.ts";

/** A bare text area that grows with its text; in forms use TextArea. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={classNames(
        controlStyle,
        "field-sizing-content max-h-96 min-h-16 py-1.5",
        className,
      )}
    />
  );
}
