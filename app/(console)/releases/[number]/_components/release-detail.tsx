"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";
import type { z } from "zod";
import { useRead } from "#components/data/use-read.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Section } from "#components/ui/section.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { CanaryCard, type CanaryView } from "./canary-card.tsx";
import { Convergence } from "./convergence.tsx";
import { ReleaseHeader } from "./release-header.tsx";
import { ReleaseChanges } from "./release-changes.tsx";
import { releases, type releaseDetail } from "#calls/releases";

export type Release = z.output<typeof releaseDetail>;

type Props = {
  readonly initial: Release;
  readonly canary: CanaryView | null;
  readonly tab: string | undefined;
  /** A tab that the server has read: history. */
  readonly children: ReactNode;
};

/** One release: signing, served, converging, all live. */
export function ReleaseDetail({ initial, canary, tab, children }: Props) {
  const { data } = useRead(releases.get, { number: initial.number }, initial, 1_000);
  useFrameFollows(data);
  return (
    <>
      <ReleaseHeader release={data} />
      {data.error && data.state === "failed" ? (
        <Callout tone="danger" title="The authority refused it" className="mb-4">
          {data.error}
        </Callout>
      ) : null}
      {canary ? <CanaryCard initial={canary} /> : null}
      <TabLinks
        label="Release"
        current={tab}
        tabs={[
          { value: "changes", label: "Changes and fleet" },
          { value: "history", label: "History" },
        ]}
      />
      {children ?? <ChangesAndFleet release={data} />}
    </>
  );
}

function ChangesAndFleet({ release }: { readonly release: Release }) {
  return (
    <div className="grid gap-5 lg:grid-cols-[3fr_2fr]">
      <Section
        title="What it changed"
        description={
          release.baseNumber === null
            ? "Everything: it is the first."
            : `Against release ${release.baseNumber}.`
        }
      >
        <ReleaseChanges release={release} />
      </Section>
      <div className="flex min-w-0 flex-col gap-5">
        <Convergence release={release} />
        <Card title="About it">
          <KeyValueList items={facts(release)} />
        </Card>
      </div>
    </div>
  );
}

/** The shell names the release in force, and the page loads a canary: both are rendered anew when this one moves on. */
function useFrameFollows({ current, state }: Release): void {
  const router = useRouter();
  const now = `${current} ${state}`;
  const before = useRef(now);
  useEffect(() => {
    if (before.current !== now) router.refresh();
    before.current = now;
  }, [now, router]);
}

function facts(release: Release) {
  return [
    { label: "By", value: release.author.name },
    {
      label: "Approved",
      value: release.approvedBy
        ? `${release.approvedBy}, with a passkey`
        : release.author.kind === "system"
          ? "By the first start"
          : "By an API token, without a passkey",
    },
    { label: "Channel", value: release.channel },
    ...(release.promotedFrom === null
      ? []
      : [{ label: "Promoted from", value: `Release ${release.promotedFrom}` }]),
    { label: "First to", value: release.firstTo ?? "All enforcers at once" },
    { label: "Made", value: when(release.createdAt) },
    { label: "Signed", value: when(release.signedAt) },
    { label: "Served", value: when(release.servedAt) },
    {
      label: "Holds",
      value: [
        formatCount(release.counts.apis, "API"),
        formatCount(release.counts.operations, "operation"),
        formatCount(release.counts.policies, "policy", "policies"),
      ].join(", "),
    },
    { label: "Policy bundle", value: release.policyRevision ?? "None yet" },
    { label: "Digest", value: <CopyableText value={release.digest} /> },
  ];
}

function when(value: string | null) {
  return value ? <RelativeTime value={value} /> : "Not yet";
}
