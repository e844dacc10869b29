import type { Metadata } from "next";
import { ReleaseDetail } from "./_components/release-detail.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { getRelease } from "#lib/releases/get-release.ts";

type Props = { readonly params: Promise<{ readonly number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Release ${(await params).number}` };
}

export default async function ReleasePage({ params }: Props) {
  const ctx = await contextFromPage();
  const initial = await orNotFound(getRelease(ctx, { number: (await params).number }));
  return <ReleaseDetail initial={initial} />;
}
