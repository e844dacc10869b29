import { Button } from "#components/ui/button.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateBadge, type StateTone } from "#components/ui/state-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { SigningKeyView } from "#lib/keys/contract.ts";
import type { KeyAction } from "./key-board.tsx";

type Key = SigningKeyView;

const purposes: Readonly<Record<Key["purpose"], string>> = {
  root: "Discovery (root)",
  bundle: "Bundles",
  token: "Access tokens",
};

const states: Readonly<Record<Key["state"], { readonly tone: StateTone; readonly word: string }>> =
  {
    current: { tone: "good", word: "In use" },
    retiring: { tone: "busy", word: "Being replaced" },
    retired: { tone: "off", word: "Retired" },
  };

export function keyColumns(act: ((action: KeyAction) => void) | null): readonly Column<Key>[] {
  const columns: readonly Column<Key>[] = [
    { key: "purpose", header: "Signs", width: "9rem", cell: (key) => purposes[key.purpose] },
    {
      key: "kid",
      header: "Key",
      cell: (key) => <CopyableText value={key.kid} label="Copy the key’s id" />,
    },
    { key: "state", header: "State", width: "11rem", cell: (key) => <State of={key} /> },
    {
      key: "created",
      header: "Made",
      width: "8rem",
      cell: (key) => <RelativeTime value={key.createdAt} />,
    },
    {
      key: "ended",
      header: "Replaced",
      width: "8rem",
      secondary: true,
      cell: (key) => <Ended of={key} />,
    },
    { key: "dependents", header: "Needed by", cell: (key) => <Dependents of={key} /> },
  ];
  if (act === null) return columns;
  return [
    ...columns,
    {
      key: "actions",
      header: "Replace or retire",
      headerHidden: true,
      align: "end",
      width: "8rem",
      cell: (key) => <Action of={key} act={act} />,
    },
  ];
}

function State({ of: key }: { readonly of: Key }) {
  const { tone, word } = states[key.state];
  const bad = key.compromised && key.state !== "retired";
  return (
    <StateBadge tone={bad ? "bad" : tone}>
      {word}
      {key.compromised ? ", compromised" : ""}
    </StateBadge>
  );
}

function Ended({ of: key }: { readonly of: Key }) {
  const at = key.retiredAt ?? key.retiringSince;
  return at === null ? "–" : <RelativeTime value={at} />;
}

const named = 3;

function Dependents({ of: key }: { readonly of: Key }) {
  if (key.state === "retired") return "–";
  if (key.purpose === "token")
    return key.state === "retiring" ? "Tokens it signed, for an hour at most" : "–";
  if (key.purpose === "root") return "Every enforcer";
  if (key.dependents.length === 0) return key.state === "current" ? "No enforcer yet" : "Nobody";
  const more = key.dependents.length - named;
  return (
    <span className="flex flex-wrap gap-x-2">
      {key.dependents.slice(0, named).map(({ slug, name }) => (
        <TextLink key={slug} href={paths.enforcer(slug)}>
          {name}
        </TextLink>
      ))}
      {more > 0 ? (
        <span className="text-muted">and {formatCount(more, "more", "more")}</span>
      ) : null}
    </span>
  );
}

function Action({ of: key, act }: { readonly of: Key; readonly act: (action: KeyAction) => void }) {
  if (key.purpose === "root" || key.state === "retired") return null;
  if (key.state === "current")
    return (
      <Button size="sm" onClick={() => act({ kind: "rotate", key })}>
        Replace
      </Button>
    );
  return key.purpose === "token" ? null : (
    <Button size="sm" onClick={() => act({ kind: "retire", key })}>
      Retire now
    </Button>
  );
}
