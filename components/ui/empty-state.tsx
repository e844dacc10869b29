import type { ReactNode } from "react";

export type EmptyStateProps = {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What belongs here and what the next step is. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
};

/** Nothing here yet (or nothing found): says why, and teaches the next step. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      {icon ? (
        <div
          aria-hidden
          className="mb-1 flex size-10 items-center justify-center rounded-lg border bg-sunken text-muted [&_svg]:size-5"
        >
          {icon}
        </div>
      ) : null}
      <p className="text-lg font-semibold">{title}</p>
      {children ? <div className="max-w-md text-sm text-balance text-muted">{children}</div> : null}
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
