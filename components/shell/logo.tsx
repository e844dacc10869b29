import { classNames } from "#components/ui/class-names.ts";

/** Two gates, one behind the other: nobody passes the second before the first has verified them. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className={classNames("size-6", className)}>
      <rect width="24" height="24" rx="5.5" className="fill-accent" />
      <path
        d="M5.25 19V11a6.75 6.75 0 0 1 13.5 0v8"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M9 19v-7.5a3 3 0 0 1 6 0V19Z" className="fill-on-accent" />
    </svg>
  );
}
