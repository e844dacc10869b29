import type { Metadata } from "next";
import type { z } from "zod";
import { PublishForm, type Source } from "./_components/publish-form.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import type { releases } from "#lib/releases/contract.ts";
import { planRelease } from "#lib/releases/plan-release.ts";

type Plan = z.output<typeof releases.plan.output>;

export const metadata: Metadata = { title: "Publish" };

type Search = { readonly rollbackTo?: string; readonly promote?: string };
type Props = { readonly searchParams: Promise<Search> };

export default async function PublishPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const search = await searchParams;
  const source: Source = {
    rollbackTo: numberOf(search.rollbackTo),
    promote: numberOf(search.promote),
  };
  const plan = await orNotFound(planRelease(ctx, source));
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Releases", href: paths.releases() }]}
        title={titleOf(source, plan)}
        subtitle={subtitleOf(plan)}
      />
      <PublishForm
        key={plan.baseNumber}
        plan={plan}
        source={source}
        mayDiscard={
          source.rollbackTo === undefined &&
          source.promote === undefined &&
          // Before the first release of its channel everything is new, though it may be published elsewhere.
          plan.baseNumber !== null &&
          may(ctx.actor, "policies:write") &&
          may(ctx.actor, "apis:write")
        }
      />
    </>
  );
}

function titleOf({ rollbackTo, promote }: Source, { channel }: Plan): string {
  if (promote !== undefined) return `Promote release ${promote} to ${channel.name}`;
  return rollbackTo === undefined ? "Publish" : `Roll back to release ${rollbackTo}`;
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
}

function subtitleOf(plan: Plan): string {
  if (plan.canary !== null) return `${plan.channel.name} decides by two releases for a while.`;
  if (plan.difference.count === 0)
    return plan.baseNumber === null ? "" : `Release ${plan.baseNumber} is in force.`;
  const against = plan.baseNumber === null ? "" : `, against release ${plan.baseNumber}`;
  const where = `Release ${plan.number} of ${plan.channel.name}${against}`;
  return `${where}. Enforcers follow within a second of its signature.`;
}
