import type { Metadata } from "next";
import { ReleaseDetail } from "./_components/release-detail.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { getRelease } from "#lib/releases/get-release.ts";

export const metadata: Metadata = { title: "Release" };

export default async function ReleasePage({
  params,
}: {
  readonly params: Promise<{ readonly number: string }>;
}) {
  const ctx = await contextFromPage();
  const initial = await orNotFound(getRelease(ctx, { number: (await params).number }));
  return <ReleaseDetail initial={initial} />;
}
