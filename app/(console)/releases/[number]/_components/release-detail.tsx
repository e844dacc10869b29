"use client";
import { GitCompareArrows } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { z } from "zod";
import { ApiCall } from "#components/data/api-call.tsx";
import { ReleaseState } from "#components/data/release-state.tsx";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Section } from "#components/ui/section.tsx";
import { Convergence } from "./convergence.tsx";
import { ReleaseChanges } from "./release-changes.tsx";
import { PendingActions } from "./pending-actions.tsx";
import { paths } from "#lib/client/paths.ts";
import { releases, type releaseDetail } from "#lib/releases/contract.ts";

export type Release = z.output<typeof releaseDetail>;

/** One release: signing, served, converging, all live. */
export function ReleaseDetail({ initial }: { readonly initial: Release }) {
  const { data } = useRead(releases.get, { number: initial.number }, initial, 1_000);
  const pending = data.state === "waiting" || data.state === "signing";
  useFrameFollows(data.current);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Releases", href: paths.releases() }]}
        title={`Release ${data.number}`}
        tools={
          <>
            {data.baseNumber === null ? null : (
              <ButtonLink
                size="sm"
                variant="ghost"
                href={paths.compareReleases(data.baseNumber, data.number)}
                icon={<GitCompareArrows aria-hidden className="size-3.5" />}
              >
                Compare
              </ButtonLink>
            )}
            <ApiCall read="release" input={{ number: data.number }} />
          </>
        }
        status={
          <span className="flex gap-2" aria-live="polite">
            <ReleaseState state={data.state} />
            {data.current ? <Badge tone="allow">Current</Badge> : null}
          </span>
        }
        subtitle={data.message}
        actions={
          pending ? (
            <PendingActions release={data} />
          ) : data.state === "served" && !data.current ? (
            <ButtonLink href={paths.publish({ rollbackTo: String(data.number) })}>
              Roll back to this
            </ButtonLink>
          ) : null
        }
      />
      {data.error ? (
        <Callout tone="danger" title="The authority refused it" className="mb-4">
          {data.error}
        </Callout>
      ) : null}
      <div className="grid gap-5 lg:grid-cols-[3fr_2fr]">
        <Section
          title="What it changed"
          description={
            data.baseNumber === null
              ? "Everything: it is the first."
              : `Against release ${data.baseNumber}.`
          }
        >
          <ReleaseChanges release={data} />
        </Section>
        <div className="flex min-w-0 flex-col gap-5">
          <Convergence release={data} />
          <Card title="About it">
            <KeyValueList items={facts(data)} />
          </Card>
        </div>
      </div>
    </>
  );
}

/** The shell names the release in force: it is rendered anew when this one becomes or ceases to be that. */
function useFrameFollows(current: boolean): void {
  const router = useRouter();
  const before = useRef(current);
  useEffect(() => {
    if (before.current !== current) router.refresh();
    before.current = current;
  }, [current, router]);
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
