"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { paths } from "#lib/client/paths.ts";

const entries = [
  { href: paths.portal(), label: "Me" },
  { href: paths.myDevices(), label: "Devices" },
  { href: paths.myToken(), label: "Get a token" },
];

/** The three pages of the portal. */
export function PortalNavigation() {
  const here = usePathname();
  return (
    <nav aria-label="Portal" className="flex gap-5 overflow-x-auto border-b [scrollbar-width:none]">
      {entries.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={here === href ? "page" : undefined}
          className={classNames(
            "-mb-px inline-flex h-9 items-center border-b-2 text-sm font-medium whitespace-nowrap outline-offset-[-2px] pointer-coarse:h-11",
            here === href
              ? "border-accent text-ink"
              : "border-transparent text-muted hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
