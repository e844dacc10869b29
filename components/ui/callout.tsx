import { CircleCheck, Info, OctagonAlert, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type CalloutTone = "info" | "success" | "warning" | "danger";

const looks: Readonly<
  Record<CalloutTone, { readonly icon: LucideIcon; readonly frame: string; readonly ink: string }>
> = {
  info: { icon: Info, frame: "border-accent-line bg-accent-soft", ink: "text-accent-ink" },
  success: { icon: CircleCheck, frame: "border-allow-line bg-allow-soft", ink: "text-allow-ink" },
  warning: {
    icon: TriangleAlert,
    frame: "border-challenge-line bg-challenge-soft",
    ink: "text-challenge-ink",
  },
  danger: { icon: OctagonAlert, frame: "border-deny-line bg-deny-soft", ink: "text-deny-ink" },
};

export type CalloutProps = {
  readonly tone?: CalloutTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Announced at once when it appears after an action of the reader's. */
  readonly live?: boolean;
  readonly className?: string | undefined;
};

/** Something to know before going on: what happened, what it means, what to do. */
export function Callout({
  tone = "info",
  title,
  children,
  actions,
  live,
  className,
}: CalloutProps) {
  const { icon: Icon, frame, ink } = looks[tone];
  return (
    <div
      role={live ? "alert" : undefined}
      className={classNames("flex gap-2.5 rounded-md border px-3 py-2.5 text-sm", frame, className)}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", ink)} />
      <div className="min-w-0 flex-1 space-y-1">
        {title ? <p className={classNames("font-semibold", ink)}>{title}</p> : null}
        {children ? <div className="text-ink [overflow-wrap:anywhere]">{children}</div> : null}
        {actions ? <div className="flex flex-wrap gap-2 pt-1">{actions}</div> : null}
      </div>
    </div>
  );
}
