import type { Metadata } from "next";
import { EditPolicy } from "./_components/edit-policy.tsx";
import { PolicyHistory } from "./_components/policy-history.tsx";
import { targetOf } from "./_components/target-of.ts";
import { Send } from "lucide-react";
import { ApiCall } from "#components/data/api-call.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { EffectBadge } from "#components/policy/effect-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import type { SearchParams } from "#lib/client/search-input.ts";
import { getPolicy } from "#lib/policies/get-policy.ts";
import { listVersions } from "#lib/policies/list-versions.ts";

type Versions = Awaited<ReturnType<typeof listVersions>>["items"];

type Props = {
  readonly params: Promise<{ readonly name: string }>;
  readonly searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).name} · Policies` };
}

export default async function PolicyPage({ params, searchParams }: Props) {
  const ctx = await contextFromPage();
  const policy = await orNotFound(getPolicy(ctx, { name: (await params).name }));
  const { tab, from, to } = await searchParams;
  const mayWrite = may(ctx.actor, "policies:write");
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Policies", href: paths.policies() }]}
        title={policy.name}
        tools={
          <>
            <ButtonLink
              size="sm"
              variant="ghost"
              href={paths.send(targetOf(policy.document))}
              icon={<Send aria-hidden className="size-3.5" />}
            >
              Send a request
            </ButtonLink>
            <ApiCall read="policy" input={{ name: policy.name }} />
          </>
        }
        status={
          <span className="inline-flex flex-wrap gap-1.5">
            <EffectBadge effect={policy.effect} mode={policy.mode} />
            {policy.origin === "system" ? <Badge>System</Badge> : null}
            {policy.origin === "sample" ? <Badge>Sample</Badge> : null}
          </span>
        }
        subtitle={
          <TextLink href={paths.audit({ targetKind: "policy", targetId: policy.name })}>
            Who changed it, and when
          </TextLink>
        }
      />
      <TabLinks
        label="Parts of the policy"
        current={typeof tab === "string" ? tab : undefined}
        tabs={[
          { value: "editor", label: "Editor" },
          { value: "history", label: "History" },
        ]}
      />
      {tab === "history" ? (
        <PolicyHistory
          policy={policy}
          mayWrite={mayWrite}
          {...chosen((await listVersions(ctx, { name: policy.name })).items, from, to)}
        />
      ) : (
        <EditPolicy policy={policy} mayWrite={mayWrite} />
      )}
    </>
  );
}

/** The two versions that the URL names; the last change, where it names none. */
function chosen(versions: Versions, from: unknown, to: unknown) {
  const [newest] = versions;
  if (!newest) throw new Error("a policy without a text");
  const named = (number: unknown) => versions.find((each) => String(each.number) === number);
  const after = named(to) ?? newest;
  const before = named(from) ?? named(String(after.number - 1)) ?? after;
  return { versions, from: before, to: after };
}
