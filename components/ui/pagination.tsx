"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { Button } from "./button.tsx";

// Cursors lead forward only; where a reader came from is remembered while the tab lives.
const cameFrom = new Map<string, string>();

export type PaginationProps = {
  /** The cursor of the next page, null at the end. */
  readonly next: string | null;
  /** What is shown, for example "50 of 1,204 users". */
  readonly summary?: string | undefined;
  readonly param?: string;
};

/** Cursor pagination in the URL: previous and next. Renders nothing when there is only one page and no summary. */
export function Pagination({ next, summary, param = "cursor" }: PaginationProps) {
  const here = useSearchParams().get(param);
  const several = next !== null || here !== null;
  if (!several && !summary) return null;
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-3 py-3 text-sm text-muted"
    >
      <p aria-live="polite">{summary}</p>
      {several ? <PageButtons next={next} here={here} param={param} /> : null}
    </nav>
  );
}

type PageButtonsProps = {
  readonly next: string | null;
  readonly here: string | null;
  readonly param: string;
};

function PageButtons({ next, here, param }: PageButtonsProps) {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [pending, startTransition] = useTransition();

  const addressOf = (cursor: string | null) => {
    const params = new URLSearchParams(search);
    if (cursor === null) params.delete(param);
    else params.set(param, cursor);
    return params.size > 0 ? `${pathname}?${params}` : pathname;
  };
  const previous = cameFrom.get(addressOf(here));
  const goNext = () => {
    if (next === null) return;
    cameFrom.set(addressOf(next), addressOf(here));
    startTransition(() => router.push(addressOf(next)));
  };
  const goBack = () => startTransition(() => router.push(previous ?? addressOf(null)));

  return (
    <div className="flex gap-2">
      <Button
        size="sm"
        icon={<ChevronLeft aria-hidden className="size-4" />}
        disabled={here === null || pending}
        onClick={goBack}
      >
        {here === null || previous !== undefined ? "Previous" : "First page"}
      </Button>
      <Button size="sm" disabled={next === null || pending} onClick={goNext}>
        Next
        <ChevronRight aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
