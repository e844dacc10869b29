"use client";
import { CloudOff } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { paths } from "#lib/client/paths.ts";
import { wordsFor } from "#lib/client/words.ts";
import { useTrouble } from "./connection.ts";

const words = {
  "signed-out": wordsFor("signed-out"),
  unreachable: wordsFor("console-unreachable"),
  unavailable: wordsFor("console-unavailable"),
} as const;

/** Above the page while it can't be brought up to date. */
export function ConnectionBanner() {
  const trouble = useTrouble();
  const pathname = usePathname();
  const search = useSearchParams();
  return (
    <div role="status">
      {trouble === null ? null : (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-challenge-line bg-challenge-soft px-4 py-2 text-sm lg:px-8">
          <CloudOff aria-hidden className="size-4 shrink-0 text-challenge-ink" />
          <span className="min-w-0 flex-1">
            <strong className="font-semibold">{words[trouble].title}.</strong> {words[trouble].text}{" "}
            {trouble === "signed-out" ? (
              // A whole new page: nothing of the ended session stays in memory.
              <a
                className="link"
                href={paths.signIn(search.size > 0 ? `${pathname}?${search}` : pathname)}
              >
                Sign in again
              </a>
            ) : null}
          </span>
        </p>
      )}
    </div>
  );
}
