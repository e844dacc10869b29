"use client";
import type { z } from "zod";
import { EnforcerState } from "#components/data/enforcer-state.tsx";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { BundleTable } from "./bundle-table.tsx";
import { Connection } from "./connection.tsx";
import { Credentials } from "./credentials.tsx";
import { EnforcerFacts } from "./enforcer-facts.tsx";
import { RevokeEnforcer } from "./revoke-enforcer.tsx";
import { paths } from "#lib/client/paths.ts";
import { enforcers, type enforcerDetail } from "#lib/enforcers/contract.ts";

export type Enforcer = z.output<typeof enforcerDetail>;
type Props = {
  readonly initial: Enforcer;
  readonly connection: z.output<typeof enforcers.connect.output>;
  readonly tab: string | undefined;
};

const tabs = [
  { value: "status", label: "Status" },
  { value: "connect", label: "Connect" },
  { value: "credentials", label: "Credentials" },
];

/** Live: polls while the page is open, so "waiting" turns to "live" by itself. */
export function EnforcerDetail({ initial, connection, tab }: Props) {
  const { data } = useRead(enforcers.get, { slug: initial.slug }, initial, 1_500);
  const current =
    tabs.find((each) => each.value === tab)?.value ??
    (initial.state === "waiting" ? "connect" : "status");
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Enforcers", href: paths.enforcers() }]}
        title={data.name}
        status={
          <span className="flex gap-2">
            <EnforcerState state={data.state} />
            {data.origin === "sample" ? <Badge>Sample</Badge> : null}
          </span>
        }
        subtitle={<code>{data.slug}</code>}
        actions={data.state === "revoked" ? null : <RevokeEnforcer enforcer={data} />}
      />
      <div aria-live="polite">
        {data.state === "waiting" ? (
          <Callout tone="info" title="Waiting for your enforcer…" className="mb-4">
            It has not been heard of yet. Start it with the configuration below; this turns green by
            itself.
          </Callout>
        ) : null}
        {data.state === "rejecting" ? (
          <Callout tone="danger" title="It refuses what it is served" className="mb-4">
            The last good bundles stay in force.{" "}
            {data.bundles.find((bundle) => bundle.error)?.error?.message}
          </Callout>
        ) : null}
      </div>
      <TabLinks label="Enforcer" tabs={tabs} current={current} />
      <div className="mt-5">
        {current === "status" ? (
          <div className="flex flex-col gap-5">
            <BundleTable bundles={data.bundles} />
            <EnforcerFacts enforcer={data} />
          </div>
        ) : null}
        {current === "connect" ? <Connection connection={connection} kind={data.kind} /> : null}
        {current === "credentials" ? <Credentials enforcer={data} /> : null}
      </div>
    </>
  );
}
