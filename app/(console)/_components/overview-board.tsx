"use client";
import type { z } from "zod";
import { LossCallout } from "#components/data/loss-callout.tsx";
import { reasonWord } from "#components/data/reason-word.ts";
import { useRead } from "#components/data/use-read.ts";
import { Card } from "#components/ui/card.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { Stat } from "#components/ui/stat.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Checklist } from "./checklist.tsx";
import { MinuteChart } from "./minute-chart.tsx";
import { paths } from "#lib/client/paths.ts";
import { decisions } from "#calls/decisions";
import type { Losses } from "#lib/losses/contract.ts";
import { overview as contracts } from "#calls/overview";
import type { simulation } from "#lib/simulation/contract.ts";

type Overview = z.output<typeof contracts.get.output>;
type Coverage = z.output<typeof simulation.coverage.output>;
type Stats = z.output<typeof decisions.stats.output>;

/** Live: the first steps check themselves off, the chart moves. */
export function OverviewBoard(props: {
  readonly overview: Overview;
  readonly stats: Stats;
  readonly coverage: Coverage;
  readonly lost: Losses;
}) {
  const overview = useRead(contracts.get, {}, props.overview, 3_000).data;
  const stats = useRead(decisions.stats, {}, props.stats, 5_000).data;
  return (
    <div className="flex flex-col gap-5">
      {overview.checklist.some((each) => !each.done) ? (
        <Checklist steps={overview.checklist} />
      ) : null}
      <Figures overview={overview} />
      <CoverageFigures coverage={props.coverage} ending={overview.rolesEndingSoon} />
      <LossCallout filter={{}} initial={props.lost} />
      <div className="grid gap-5 lg:grid-cols-[2fr_1fr]">
        <Card title="Decisions in the last hour" description="Per minute, by outcome.">
          <MinuteChart minutes={stats.minutes} />
        </Card>
        <Card title="Top reasons of denials">
          <TopReasons reasons={stats.topReasons} from={stats.minutes[0]?.at} />
        </Card>
      </div>
    </div>
  );
}

function Figures({ overview }: { readonly overview: Overview }) {
  const { enforcers, devices } = overview;
  return (
    <div className="grid grid-cols-2 gap-3 max-lg:*:last:col-span-2 lg:grid-cols-5">
      <Stat label="APIs" value={formatNumber(overview.apis)} href={paths.apis()} />
      <Stat label="Policies" value={formatNumber(overview.policies)} href={paths.policies()} />
      <Stat label="People" value={formatNumber(overview.people)} href={paths.people()} />
      <Stat
        label="Devices"
        value={formatNumber(devices.all)}
        detail={
          devices.pending > 0
            ? `${formatCount(devices.pending, "waits", "wait")} for approval`
            : undefined
        }
        href={paths.devices()}
      />
      <Stat
        label="Enforcers seen"
        value={`${formatNumber(enforcers.seen)} of ${formatNumber(enforcers.all)}`}
        detail={
          enforcers.rejecting > 0
            ? `${formatCount(enforcers.rejecting, "refuses", "refuse")} what is served`
            : undefined
        }
        href={paths.enforcers()}
      />
    </div>
  );
}

/** What is shut to everybody or open without a challenge, in the release in force. */
function CoverageFigures({
  coverage,
  ending,
}: {
  readonly coverage: Coverage;
  readonly ending: number;
}) {
  const { operations, uncalled, unchallenged } = coverage;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Stat
        label="Operations nobody may call"
        value={formatNumber(uncalled)}
        detail={`of ${formatCount(operations, "published operation")}`}
        href={paths.access({ only: "uncalled" })}
      />
      <Stat
        label="Restricted operations without a challenge"
        value={formatNumber(unchallenged)}
        detail="open to a role without fresh MFA or a device"
        href={paths.access({ only: "unchallenged" })}
      />
      <Stat
        label="People whose roles end within 7 days"
        value={formatNumber(ending)}
        detail="some of their roles"
        href={paths.people({ roles: "soon" })}
      />
    </div>
  );
}

function TopReasons({
  reasons,
  from,
}: {
  readonly reasons: Stats["topReasons"];
  readonly from: string | undefined;
}) {
  if (reasons.length === 0)
    return <p className="text-sm text-muted">Nothing was denied in the last hour.</p>;
  return (
    <ol className="-my-1 divide-y">
      {reasons.map((each) => (
        <li key={each.reason} className="flex items-baseline justify-between gap-3 py-1.5 text-sm">
          <TextLink
            href={paths.decisions({ outcome: "deny", reason: each.reason, ...(from && { from }) })}
          >
            {reasonWord(each.reason)}
          </TextLink>
          <span className="tabular-nums">{formatNumber(each.count)}</span>
        </li>
      ))}
    </ol>
  );
}
