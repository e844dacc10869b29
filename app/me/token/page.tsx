import type { Metadata } from "next";
import { KeyRound } from "lucide-react";
import { readTokenQuery } from "./_components/token-query.ts";
import { TokenForm } from "./_components/token-form.tsx";
import { GrantProgram } from "./_components/grant-program.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { getMe, listMyApis } from "#lib/identities/me/get-me.ts";

export const metadata: Metadata = { title: "Get a token" };

type Props = {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/**
 * Three things in one: a token for oneself; the landing of a 401 challenge (`api`, `max_age`, `acr_values` as RFC
 * 9470 names them); and the authorization endpoint of the command line (RFC 6749, section 4.1.1).
 */
export default async function TokenPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const query = readTokenQuery(await searchParams);
  const [me, { items }] = await Promise.all([getMe(ctx, {}), listMyApis(ctx, {})]);
  const verified = me.session ?? { authTime: new Date(0).toISOString(), acr: "", amr: [] };
  const api = items.find((each) => each.slug === query.api || each.audience === query.api) ?? null;
  const first = items[0];
  if (query.program)
    return (
      <>
        <PageHeader title="A program asks for a token" />
        <GrantProgram api={api} query={query} program={query.program} verified={verified} />
      </>
    );
  return (
    <>
      <PageHeader
        title="Get a token"
        subtitle="An access token lasts 15 minutes and says who you are, how you were verified, and for which API."
      />
      {first ? (
        <TokenForm
          apis={items}
          chosen={api?.slug ?? first.slug}
          query={query}
          verified={verified}
        />
      ) : (
        <EmptyState icon={<KeyRound aria-hidden />} title="No API yet">
          As soon as an administrator has described one, you can ask for its tokens here.
        </EmptyState>
      )}
    </>
  );
}
