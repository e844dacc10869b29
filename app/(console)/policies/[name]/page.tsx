import type { Metadata } from "next";
import { EditPolicy } from "./_components/edit-policy.tsx";
import { targetOf } from "./_components/target-of.ts";
import { Send } from "lucide-react";
import { ApiCall } from "#components/data/api-call.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { EffectBadge } from "#components/policy/effect-badge.tsx";
import { choicesOf } from "#components/policy/choices-of.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import { listRoles } from "#lib/identities/roles/list-roles.ts";
import { listUsers } from "#lib/identities/users/list-users.ts";
import { getPolicy } from "#lib/policies/get-policy.ts";

type Props = { readonly params: Promise<{ readonly name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).name} · Policies` };
}

export default async function PolicyPage({ params }: Props) {
  const ctx = await contextFromPage();
  const page = { limit: 200 };
  const policy = await orNotFound(getPolicy(ctx, { name: (await params).name }));
  const [apis, roles, users] = await Promise.all([
    listApis(ctx, page),
    listRoles(ctx, page),
    listUsers(ctx, page),
  ]);
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
      <EditPolicy
        policy={policy}
        mayWrite={may(ctx.actor, "policies:write")}
        choices={choicesOf(apis, roles, users)}
      />
    </>
  );
}
