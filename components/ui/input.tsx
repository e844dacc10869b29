import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlHeight, controlStyle } from "./control-style.ts";

/** A bare one-line input; in forms use TextField, which brings label, help and error. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={classNames(controlStyle, controlHeight, className)} />;
}
