import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type CardProps = {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** `none` when the content brings its own (a table, a list). */
  readonly padding?: "normal" | "none";
  readonly headingLevel?: 2 | 3;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
};

/** A bounded group of things that belong together. Never a card in a card. */
export function Card(props: CardProps) {
  const { footer, padding = "normal", className, children } = props;
  return (
    <section className={classNames("min-w-0 rounded-lg border bg-surface", className)}>
      {props.title || props.actions ? <CardHeader {...props} /> : null}
      {children ? <div className={padding === "normal" ? "p-4" : "min-w-0"}>{children}</div> : null}
      {footer ? (
        <footer className="flex flex-wrap items-center gap-2 border-t px-4 py-3 text-sm text-muted">
          {footer}
        </footer>
      ) : null}
    </section>
  );
}

function CardHeader({ title, description, actions, headingLevel = 2 }: CardProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-2.5">
      <div className="min-w-0">
        {title ? <Heading className="text-base font-semibold">{title}</Heading> : null}
        {description ? <p className="text-sm text-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
