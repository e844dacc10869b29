"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { paths } from "#lib/client/paths.ts";

const entries = [
  { href: paths.people(), label: "Users" },
  { href: paths.roles(), label: "Roles" },
];

/** The two lists of this part: who there is, and what they can be given. */
export function PeopleNavigation() {
  const here = usePathname();
  return (
    <nav aria-label="People" className="mb-5 flex gap-5 border-b">
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
