import type { Metadata } from "next";
import type { z } from "zod";
import { PublishForm } from "./_components/publish-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import type { releases } from "#lib/releases/contract.ts";
import { planRelease } from "#lib/releases/plan-release.ts";

type Plan = z.output<typeof releases.plan.output>;

export const metadata: Metadata = { title: "Publish" };

type Props = { readonly searchParams: Promise<{ readonly rollbackTo?: string }> };

export default async function PublishPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const rollbackTo = Number((await searchParams).rollbackTo);
  const target = Number.isInteger(rollbackTo) && rollbackTo > 0 ? { rollbackTo } : {};
  const plan = await planRelease(ctx, target);
  const title = "rollbackTo" in target ? `Roll back to release ${target.rollbackTo}` : "Publish";
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Releases", href: paths.releases() }]}
        title={title}
        subtitle={subtitleOf(plan)}
      />
      <PublishForm
        key={plan.baseNumber}
        plan={plan}
        rollbackTo={"rollbackTo" in target ? target.rollbackTo : null}
        mayDiscard={
          !("rollbackTo" in target) &&
          may(ctx.actor, "policies:write") &&
          may(ctx.actor, "apis:write")
        }
      />
    </>
  );
}

function subtitleOf(plan: Plan): string {
  if (plan.difference.count === 0)
    return plan.baseNumber === null ? "" : `Release ${plan.baseNumber} is in force.`;
  const against = plan.baseNumber === null ? "" : `, against release ${plan.baseNumber}`;
  return `Release ${plan.number}${against}. Enforcers follow within a second of its signature.`;
}
