"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { RestoreVersion } from "./restore-version.tsx";
import { SourceDiff } from "#components/data/source-diff.tsx";
import { auditWord } from "#components/data/audit-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { policies, PolicyDetail } from "#lib/policies/contract.ts";

type Versions = z.output<typeof policies.versions.output>["items"];
type Version = Versions[number];

type Props = {
  readonly policy: PolicyDetail;
  readonly versions: Versions;
  readonly from: Version;
  readonly to: Version;
  readonly mayWrite: boolean;
};

/** Every text the policy has had; any two beside each other, any of them back into the editor's place. */
export function PolicyHistory({ policy, versions, from, to, mayWrite }: Props) {
  const [restoring, setRestoring] = useState<Version | null>(null);
  const router = useRouter();
  const compare = (left: number, right: number) =>
    paths.policy(policy.name, { tab: "history", from: String(left), to: String(right) });
  const choices = versions.map(({ number, by, current }) => ({
    value: String(number),
    label: `Version ${number}${current ? ", as it is now" : ""}`,
    ...(by === null ? {} : { description: by }),
  }));
  const pick = (left: string, right: string) =>
    router.push(compare(Number(left), Number(right)), { scroll: false });
  return (
    <div className="space-y-6">
      <Card
        title="Compare"
        actions={
          <>
            <Select
              aria-label="Before"
              className="w-52"
              options={choices}
              value={String(from.number)}
              onChange={(next) => pick(next, String(to.number))}
            />
            <span className="text-sm text-muted">with</span>
            <Select
              aria-label="After"
              className="w-52"
              options={choices}
              value={String(to.number)}
              onChange={(next) => pick(String(from.number), next)}
            />
          </>
        }
      >
        <Sentences from={from} to={to} />
        <SourceDiff before={from.source} after={to.source} />
      </Card>
      <DataTable
        caption="Versions, newest first"
        rows={versions}
        rowKey={({ number }) => String(number)}
        columns={columnsFor({
          hrefOf: ({ number }) => compare(Math.max(1, number - 1), number),
          onRestore: mayWrite ? setRestoring : null,
        })}
      />
      <RestoreVersion policy={policy} version={restoring} onClose={() => setRestoring(null)} />
    </div>
  );
}

function Sentences({ from, to }: { readonly from: Version; readonly to: Version }) {
  if (from.sentence === to.sentence)
    return <p className="text-sm">{to.sentence} Both say the same.</p>;
  return (
    <>
      <p className="text-sm text-muted">
        <span className="sr-only">Before: </span>
        <del>{from.sentence}</del>
      </p>
      <p className="text-base">
        <span className="sr-only">After: </span>
        {to.sentence}
      </p>
    </>
  );
}

function columnsFor(actions: {
  readonly hrefOf: (version: Version) => string;
  readonly onRestore: ((version: Version) => void) | null;
}): readonly Column<Version>[] {
  return [
    {
      key: "number",
      header: "Version",
      width: "12rem",
      cell: (row) => (
        <span className="inline-flex flex-wrap gap-1.5">
          <TextLink href={actions.hrefOf(row)} scroll={false}>
            Version {row.number}
          </TextLink>
          {row.current ? <Badge tone="allow">Now</Badge> : null}
        </span>
      ),
    },
    {
      key: "what",
      header: "What",
      block: true,
      cell: ({ sentence }) => <span className="line-clamp-2">{sentence}</span>,
    },
    {
      key: "by",
      header: "By",
      width: "11rem",
      cell: ({ by, action }) =>
        by === null ? "Was there before" : `${by}: ${auditWord(action ?? "").toLowerCase()}`,
    },
    {
      key: "at",
      header: "When",
      width: "8rem",
      cell: ({ at }) => (at === null ? "—" : <RelativeTime value={at} />),
    },
    {
      key: "releases",
      header: "Published",
      width: "9rem",
      cell: ({ releases }) => <Published releases={releases} />,
    },
    {
      key: "restore",
      header: "Restore",
      headerHidden: true,
      width: "7rem",
      align: "end",
      cell: (row) =>
        row.current || actions.onRestore === null ? null : (
          <button type="button" className="link" onClick={() => actions.onRestore?.(row)}>
            Restore<span className="sr-only"> version {row.number}</span>
          </button>
        ),
    },
  ];
}

function Published({ releases }: { readonly releases: readonly number[] }) {
  const [first] = releases;
  const last = releases.at(-1);
  if (first === undefined || last === undefined) return <span className="text-muted">Never</span>;
  return (
    <TextLink href={paths.release(first)}>
      {first === last ? `Release ${first}` : `Releases ${first}–${last}`}
    </TextLink>
  );
}
