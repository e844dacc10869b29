"use client";
import { ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";

type Channel = { readonly slug: string; readonly name: string; readonly release: number | null };

/** What is in force where: a link for one channel, a menu of the chain for several. */
export function ChannelMenu({ channels }: { readonly channels: readonly Channel[] }) {
  const [first, ...more] = channels;
  if (!first) return null;
  if (more.length === 0) return <TextLink href={hrefOf(first)}>{textOf(first)}</TextLink>;
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm" variant="ghost" className="min-w-0">
          <span className="sr-only">Channels: </span>
          <span className="truncate">{textOf(first)}</span>
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      }
      items={[
        { kind: "heading", label: "Published to the first, promoted to the next" },
        ...channels.map(
          (channel) => ({ kind: "link", label: textOf(channel), href: hrefOf(channel) }) as const,
        ),
        { kind: "separator" },
        { kind: "link", label: "All channels", href: paths.channels() },
      ]}
    />
  );
}

function textOf({ name, release }: Channel): string {
  return release === null ? `${name} · no release` : `${name} · release ${release}`;
}

function hrefOf({ slug, release }: Channel): string {
  return release === null ? paths.releases({ channel: slug }) : paths.release(release);
}
