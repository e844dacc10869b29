import { ArrowLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type Crumb = { readonly label: string; readonly href: string };

export type PageHeaderProps = {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** The way up, without the page itself. */
  readonly breadcrumbs?: readonly Crumb[] | undefined;
  /** Badges right behind the title. */
  readonly status?: ReactNode;
  /** Buttons; the primary one last. */
  readonly actions?: ReactNode;
  /** Quiet helps before the buttons, the same on every page of its kind. */
  readonly tools?: ReactNode;
};

/** The first thing on every page: what this is, how it is, what can be done. */
export function PageHeader(props: PageHeaderProps) {
  const { title, subtitle, breadcrumbs, status, actions, tools } = props;
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-full">
        {breadcrumbs && breadcrumbs.length > 0 ? <Breadcrumbs crumbs={breadcrumbs} /> : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{title}</h1>
          {status}
        </div>
        {subtitle ? <p className="mt-0.5 max-w-prose text-base text-muted">{subtitle}</p> : null}
      </div>
      {actions || tools ? (
        <div className="flex flex-wrap items-center gap-2">
          {tools}
          {actions}
        </div>
      ) : null}
    </header>
  );
}

function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-1">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
        <li aria-hidden className="-ml-0.5">
          <ArrowLeft className="size-3.5 text-faint" />
        </li>
        {crumbs.map((crumb, index) => (
          <li key={crumb.href} className="flex items-center gap-1">
            {index > 0 ? <ChevronRight aria-hidden className="size-3.5 text-faint" /> : null}
            <Link href={crumb.href} className="rounded-xs py-0.5 hover:text-ink hover:underline">
              {crumb.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
