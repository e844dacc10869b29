"use client";
import type { ReactNode } from "react";
import type { z } from "zod";
import { ApiCall } from "#components/data/api-call.tsx";
import { EnforcerState } from "#components/data/enforcer-state.tsx";
import { LossCallout } from "#components/data/loss-callout.tsx";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { BundleTable } from "./bundle-table.tsx";
import { Connection } from "./connection.tsx";
import { Credentials } from "./credentials.tsx";
import { EditEnforcer } from "./edit-enforcer.tsx";
import { EnforcerFacts } from "./enforcer-facts.tsx";
import { RevokeEnforcer } from "./revoke-enforcer.tsx";
import { paths } from "#lib/client/paths.ts";
import { enforcers, type enforcerDetail } from "#calls/enforcers";
import type { Losses } from "#lib/losses/contract.ts";

export type Enforcer = z.output<typeof enforcerDetail>;
type Props = {
  readonly initial: Enforcer;
  readonly connection: z.output<typeof enforcers.connect.output>;
  /** Null: not for the viewer to see. */
  readonly lost: Losses | null;
  readonly tab: string | undefined;
  /** A tab that the server has read: decisions, history. */
  readonly children: ReactNode;
};

const tabs = [
  { value: "status", label: "Status" },
  { value: "connect", label: "Connect" },
  { value: "credentials", label: "Credentials" },
  { value: "decisions", label: "Decisions" },
  { value: "history", label: "History" },
];

/** Live: polls while the page is open, so "waiting" turns to "live" by itself. */
export function EnforcerDetail({ initial, connection, lost, tab, children }: Props) {
  const { data } = useRead(enforcers.get, { slug: initial.slug }, initial, 1_500);
  const current =
    tabs.find((each) => each.value === tab)?.value ??
    (initial.state === "waiting" ? "connect" : "status");
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Enforcers", href: paths.enforcers() }]}
        title={data.name}
        tools={<ApiCall read="enforcer" input={{ slug: data.slug }} />}
        status={
          <span className="flex gap-2">
            <EnforcerState state={data.state} />
            {data.origin === "sample" ? <Badge>Sample</Badge> : null}
          </span>
        }
        subtitle={<code>{data.slug}</code>}
        actions={
          data.state === "revoked" ? null : (
            <>
              <EditEnforcer enforcer={data} />
              <RevokeEnforcer enforcer={data} />
            </>
          )
        }
      />
      <Announcement enforcer={data} />
      {lost ? (
        <LossCallout filter={{ enforcer: data.slug }} initial={lost} className="mb-4" />
      ) : null}
      <TabLinks label="Enforcer" tabs={tabs} current={current} />
      <div className="mt-5">
        {children ?? <TabPanel tab={current} enforcer={data} connection={connection} />}
      </div>
    </>
  );
}

type PanelProps = {
  readonly tab: string;
  readonly enforcer: Enforcer;
  readonly connection: Props["connection"];
};

function TabPanel({ tab, enforcer, connection }: PanelProps) {
  if (tab === "connect") return <Connection connection={connection} kind={enforcer.kind} />;
  if (tab === "credentials") return <Credentials enforcer={enforcer} />;
  return (
    <div className="flex flex-col gap-5">
      <BundleTable bundles={enforcer.bundles} />
      <EnforcerFacts enforcer={enforcer} />
    </div>
  );
}

function Announcement({ enforcer }: { readonly enforcer: Enforcer }) {
  return (
    <div aria-live="polite">
      {enforcer.state === "waiting" ? (
        <Callout tone="info" title="Waiting for your enforcer…" className="mb-4">
          It has not been heard of yet. Start it with the configuration below; this turns green by
          itself.
        </Callout>
      ) : null}
      {enforcer.state === "rejecting" ? (
        <Callout tone="danger" title="It refuses what it is served" className="mb-4">
          The last good bundles stay in force.{" "}
          {enforcer.bundles.find((bundle) => bundle.error)?.error?.message}
        </Callout>
      ) : null}
    </div>
  );
}
