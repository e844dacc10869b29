import { classNames } from "./class-names.ts";

/** Holds the place of what is loading, at its size: give it width and height. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return (
    <span
      aria-hidden
      className={classNames("block animate-pulse-slow rounded-sm bg-line", className)}
    />
  );
}
