import type { Metadata } from "next";
import { OverviewBoard } from "./_components/overview-board.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { getDecisionStats } from "#lib/decisions/get-decision-stats.ts";
import { getLosses } from "#lib/losses/get-losses.ts";
import { getOverview } from "#lib/overview/get-overview.ts";
import { readCoverage } from "#lib/simulation/read-coverage.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const ctx = await contextFromPage();
  const [overview, stats, coverage, lost] = await Promise.all([
    getOverview(ctx, {}),
    getDecisionStats(ctx, {}),
    readCoverage(ctx, {}),
    getLosses(ctx, {}),
  ]);
  return (
    <>
      <PageHeader title="Overview" />
      <OverviewBoard overview={overview} stats={stats} coverage={coverage} lost={lost} />
    </>
  );
}
