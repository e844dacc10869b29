"use client";
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

export type IconButtonProps = Omit<ButtonProps, "children" | "icon"> & {
  /** The accessible name, shown as a tooltip too. */
  readonly label: string;
  readonly icon: ReactNode;
};

/** A square button with a picture only; its name is required. */
export function IconButton({
  label,
  icon,
  variant = "ghost",
  size = "md",
  className,
  ...rest
}: IconButtonProps) {
  const width = {
    sm: "w-7 pointer-coarse:w-9",
    md: "w-8 pointer-coarse:w-10",
    lg: "w-10 pointer-coarse:w-12",
  }[size];
  const button = (
    <Button
      {...rest}
      aria-label={label}
      variant={variant}
      size={size}
      icon={icon}
      className={classNames("px-0!", width, className)}
    />
  );
  return rest.disabledReason ? button : <Tooltip content={label}>{button}</Tooltip>;
}
