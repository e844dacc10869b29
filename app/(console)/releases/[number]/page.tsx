import type { Metadata } from "next";
import { ReleaseDetail } from "./_components/release-detail.tsx";
import { HistoryTable } from "#components/data/history-table.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { readHistory } from "#lib/audit/read-history.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { getCanary } from "#lib/canaries/get-canary.ts";
import { getRelease } from "#lib/releases/get-release.ts";

const hadCanary: ReadonlySet<string> = new Set(["canary", "served", "halted"]);

type Props = {
  readonly params: Promise<{ readonly number: string }>;
  readonly searchParams: Promise<{ readonly tab?: string }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `Release ${(await params).number}` };
}

export default async function ReleasePage({ params, searchParams }: Props) {
  const ctx = await contextFromPage();
  const { number } = await params;
  const initial = await orNotFound(getRelease(ctx, { number }));
  const began = initial.canaryPlan !== null && hadCanary.has(initial.state);
  const canary = began ? await getCanary(ctx, { number }) : null;
  const { tab } = await searchParams;
  const of = { targetKind: "release", targetId: String(initial.number) };
  return (
    <ReleaseDetail initial={initial} canary={canary} tab={tab}>
      {tab === "history" ? <HistoryTable of={of} events={await readHistory(ctx, of)} /> : null}
    </ReleaseDetail>
  );
}
