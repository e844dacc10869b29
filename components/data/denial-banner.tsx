"use client";
import { OctagonAlert } from "lucide-react";
import { usePathname } from "next/navigation";
import { useRead } from "#components/data/use-read.ts";
import { formatCount } from "#components/ui/format-number.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Denials } from "./denial-words.ts";
import { paths } from "#lib/client/paths.ts";
import { denials } from "#calls/denials";

/** On every page of the console while denials are not as usual; quiet on the page that explains them. */
export function DenialBanner({ initial }: { readonly initial: Denials }) {
  const { data } = useRead(denials.get, {}, initial, 15_000);
  const hidden = usePathname() === paths.denials();
  const cutOff = data.silent.filter(({ leaseOver }) => leaseOver);
  return (
    <div role="status">
      {hidden || (data.jump === null && cutOff.length === 0) ? null : (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-deny-line bg-deny-soft px-4 py-2 text-sm lg:px-8">
          <OctagonAlert aria-hidden className="size-4 shrink-0 text-deny-ink" />
          <span className="min-w-0 flex-1">
            {data.jump ? (
              <>
                <strong className="font-semibold">More is denied than usual</strong>:{" "}
                {formatCount(data.jump.denied, "denial")} in five minutes; it began{" "}
                <RelativeTime value={data.jump.since} />.{" "}
              </>
            ) : null}
            {cutOff.length > 0 ? (
              <>
                <strong className="font-semibold">
                  {formatCount(cutOff.length, "enforcer denies", "enforcers deny")} everything
                </strong>
                : the lease is over.{" "}
              </>
            ) : null}
            <TextLink href={paths.denials()}>Why?</TextLink>
          </span>
        </p>
      )}
    </div>
  );
}
