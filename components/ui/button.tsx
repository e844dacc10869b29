"use client";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { buttonStyle, type ButtonSize, type ButtonVariant } from "./button-style.ts";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

export type ButtonProps = ComponentProps<"button"> & {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly icon?: ReactNode;
  /** Work is under way: the width stays, clicks do nothing, screen readers hear "busy". */
  readonly loading?: boolean | undefined;
  /** Why it can't be used now. The button stays focusable, so that everybody can read the reason. */
  readonly disabledReason?: string | null | undefined;
};

/** The one button. `primary` at most once per view; `danger` only inside a confirmation. */
export function Button(props: ButtonProps) {
  const {
    variant = "secondary",
    size = "md",
    icon,
    loading,
    disabledReason,
    className,
    children,
    onClick,
    ...rest
  } = props;
  const blocked = loading === true || Boolean(disabledReason);
  const button = (
    <button
      type="button"
      {...rest}
      className={buttonStyle(variant, size, className)}
      aria-disabled={blocked || undefined}
      aria-busy={loading || undefined}
      onClick={blocked ? refuse : onClick}
    >
      {loading ? <Spinner /> : icon}
      {children}
    </button>
  );
  return disabledReason ? <Tooltip content={disabledReason}>{button}</Tooltip> : button;
}

function refuse(event: MouseEvent) {
  event.preventDefault();
  event.stopPropagation();
}
