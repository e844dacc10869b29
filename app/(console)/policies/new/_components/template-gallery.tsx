import Link from "next/link";
import { templates } from "./templates.ts";
import { EffectBadge } from "#components/policy/effect-badge.tsx";
import { paths } from "#lib/client/paths.ts";

/** What is written most often, to begin with; everything in it is meant to be changed. */
export function TemplateGallery({ api }: { readonly api: string | null }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {templates.map(({ key, label, about, effect }) => (
        <li key={key} className="relative rounded-lg border bg-surface p-4 hover:bg-hover">
          <EffectBadge effect={effect} mode="enforce" />
          <h2 className="mt-2 text-sm font-semibold">
            <Link
              href={paths.newPolicy({ start: key, ...(api && { api }) })}
              className="after:absolute after:inset-0 after:rounded-lg"
            >
              {label}
            </Link>
          </h2>
          <p className="mt-1 text-sm text-muted">{about}</p>
        </li>
      ))}
    </ul>
  );
}
