import type { Metadata } from "next";
import { EnforcerDetail } from "./_components/enforcer-detail.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { connectEnforcer } from "#lib/enforcers/connect-enforcer.ts";
import { getEnforcer } from "#lib/enforcers/get-enforcer.ts";

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly tab?: string }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `${(await params).slug} · Enforcers` };
}

export default async function EnforcerPage({ params, searchParams }: Props) {
  const ctx = await contextFromPage();
  const { slug } = await params;
  const [initial, connection] = await Promise.all([
    orNotFound(getEnforcer(ctx, { slug })),
    orNotFound(connectEnforcer(ctx, { slug })),
  ]);
  return (
    <EnforcerDetail initial={initial} connection={connection} tab={(await searchParams).tab} />
  );
}
