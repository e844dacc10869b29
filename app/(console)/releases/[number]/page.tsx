import type { Metadata } from "next";
import { ReleaseDetail } from "./_components/release-detail.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { getCanary } from "#lib/canaries/get-canary.ts";
import { getRelease } from "#lib/releases/get-release.ts";

const hadCanary: ReadonlySet<string> = new Set(["canary", "served", "halted"]);

type Props = { readonly params: Promise<{ readonly number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Release ${(await params).number}` };
}

export default async function ReleasePage({ params }: Props) {
  const ctx = await contextFromPage();
  const { number } = await params;
  const initial = await orNotFound(getRelease(ctx, { number }));
  const began = initial.canaryPlan !== null && hadCanary.has(initial.state);
  return (
    <ReleaseDetail initial={initial} canary={began ? await getCanary(ctx, { number }) : null} />
  );
}
