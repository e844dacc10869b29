import { Send, Upload } from "lucide-react";
import { DeleteApi } from "./delete-api.tsx";
import { ObservationNote } from "./observation-note.tsx";
import { ApiCall } from "#components/data/api-call.tsx";
import { ObserveApi } from "#components/data/observe-api.tsx";
import { SensitivityBadge } from "#components/data/sensitivity-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { ApiDetail } from "#lib/apis/contract.ts";
import { paths } from "#lib/client/paths.ts";

type Props = { readonly api: ApiDetail; readonly mayPublish: boolean };

/** What it is, how sensitive, and whether anybody may call it. */
export function ApiHeader({ api, mayPublish }: Props) {
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "APIs", href: paths.apis() }]}
        title={api.name}
        tools={<ApiCall read="api" input={{ slug: api.slug }} />}
        status={
          <span className="inline-flex flex-wrap gap-1.5">
            <SensitivityBadge value={api.sensitivity} />
            {api.origin === "sample" ? <Badge>Sample</Badge> : null}
          </span>
        }
        subtitle={
          <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
            <CopyableText value={api.slug} label="Copy identity" />
            {api.hosts.map(({ host, basePath }) => (
              <code key={host + basePath} className="text-xs">
                {host}
                {basePath === "/" ? "" : basePath}
              </code>
            ))}
            {api.owner ? <span>Owner: {api.owner}</span> : null}
          </span>
        }
        actions={
          <>
            <DeleteApi api={api} />
            {mayPublish && api.mode === "enforce" && api.sensitivity !== "restricted" ? (
              <ObserveApi api={api} />
            ) : null}
            {api.hosts.length > 0 ? (
              <ButtonLink
                href={paths.send({ api: api.slug })}
                icon={<Send aria-hidden className="size-4" />}
              >
                Send a request
              </ButtonLink>
            ) : null}
            <ButtonLink
              href={paths.importApi(api.slug)}
              icon={<Upload aria-hidden className="size-4" />}
            >
              Import again
            </ButtonLink>
          </>
        }
      />
      <ApiNotes api={api} mayPublish={mayPublish} />
    </>
  );
}

function ApiNotes({ api, mayPublish }: Props) {
  const denied = !api.permitted || (api.operations > 0 && api.unpermitted === api.operations);
  return (
    <div className="mb-5 space-y-3 empty:hidden">
      {denied ? (
        <Callout
          tone="warning"
          title="No policy permits anything here: every call is denied"
          actions={
            <ButtonLink href={paths.newPolicy({ api: api.slug })}>Write a policy</ButtonLink>
          }
        >
          Denying is the default. A policy has to name this API and who may call it.
        </Callout>
      ) : api.unpermitted > 0 ? (
        <Callout tone="warning">
          {formatCount(api.unpermitted, "operation")} without a policy that permits{" "}
          {api.unpermitted === 1 ? "it" : "them"}: denied, whoever calls.
        </Callout>
      ) : null}
      {api.hosts.length === 0 ? (
        <Callout tone="warning">Without a host no request can reach this API.</Callout>
      ) : null}
      <ObservationNote api={api} mayPublish={mayPublish} />
    </div>
  );
}
