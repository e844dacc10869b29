import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger" | "danger-quiet";
export type ButtonSize = "sm" | "md" | "lg";

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: "border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover",
  secondary:
    "border-line-strong bg-surface text-ink not-aria-disabled:hover:bg-hover dark:bg-raised dark:not-aria-disabled:hover:bg-hover",
  ghost:
    "border-transparent bg-transparent text-muted not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink",
  danger: "border-transparent bg-deny text-on-deny not-aria-disabled:hover:bg-deny-hover",
  "danger-quiet":
    "border-line-strong bg-surface text-deny-ink not-aria-disabled:hover:border-deny-line not-aria-disabled:hover:bg-deny-soft dark:bg-raised",
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  sm: "h-7 gap-1.5 px-2.5 text-sm pointer-coarse:h-9",
  md: "h-8 gap-2 px-3 text-sm pointer-coarse:h-10",
  lg: "h-10 gap-2 px-4 text-base pointer-coarse:h-12",
};

const base =
  "inline-flex shrink-0 select-none items-center justify-center rounded-md border font-medium whitespace-nowrap transition-colors duration-100";
const disabled = "disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-50";

/** The classes of everything that looks like a button: button, link, file label. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return classNames(base, variants[variant], sizes[size], disabled, className);
}
