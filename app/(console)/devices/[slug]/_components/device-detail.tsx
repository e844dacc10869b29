"use client";
import type { ReactNode } from "react";
import { ApiCall } from "#components/data/api-call.tsx";
import { useRead } from "#components/data/use-read.ts";
import {
  deviceStateWords,
  deviceTrustWords,
  platformWords,
} from "#components/identity/device-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { devices, type DeviceDetail as Device } from "#calls/devices";
import { DeviceActions } from "./device-actions.tsx";

type Props = {
  readonly initial: Device;
  readonly tab: string | undefined;
  readonly mayWrite: boolean;
  /** A tab that the server has read: decisions, history. */
  readonly children: ReactNode;
};

export function DeviceDetail({ initial, tab, mayWrite, children }: Props) {
  const { data: device } = useRead(devices.get, { slug: initial.slug }, initial, 5_000);
  const state = deviceStateWords[device.state];
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Devices", href: paths.devices() }]}
        title={device.name}
        tools={<ApiCall read="device" input={{ slug: device.slug }} />}
        subtitle={state.meaning}
        status={
          <span className="flex gap-2">
            <StateBadge tone={state.tone}>{state.word}</StateBadge>
            {device.origin === "sample" ? <Badge>Sample</Badge> : null}
          </span>
        }
        actions={<DeviceActions device={device} mayWrite={mayWrite} />}
      />
      <TabLinks
        label="Device"
        current={tab}
        tabs={[
          { value: "about", label: "About" },
          { value: "decisions", label: "Decisions" },
          { value: "history", label: "History" },
        ]}
      />
      {children ?? <About device={device} />}
    </>
  );
}

function About({ device }: { readonly device: Device }) {
  const posture = Object.entries(device.posture);
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Card title="About">
        <KeyValueList
          items={[
            { label: "Id", value: <CopyableText value={device.slug} label="Copy id" /> },
            {
              label: "Owner",
              value: device.owner ? (
                <TextLink href={paths.person(device.owner.slug)}>{device.owner.name}</TextLink>
              ) : null,
            },
            { label: "Platform", value: platformWords[device.platform] },
            { label: "Trust", value: deviceTrustWords[device.trust] },
            { label: "Last reason", value: device.stateReason || null },
            { label: "Enrolled", value: <RelativeTime value={device.createdAt} /> },
          ]}
        />
      </Card>
      <Card title="Posture" description="What policies can check about it.">
        {posture.length === 0 ? (
          <p className="text-sm text-muted">
            Nothing is recorded: a policy that checks it finds “unknown”.
          </p>
        ) : (
          <KeyValueList
            items={posture.map(([check, { value, notAfter }]) => ({
              label: check,
              value: (
                <>
                  {String(value)}
                  {notAfter ? (
                    <span className="text-xs text-muted">
                      {" "}
                      until <RelativeTime value={notAfter} />
                    </span>
                  ) : null}
                </>
              ),
            }))}
          />
        )}
      </Card>
      <Card title="Keys" padding="none" className="lg:col-span-2">
        <DataTable
          bare
          caption="Keys"
          rows={device.keys}
          rowKey={(key) => key.thumbprint}
          columns={[
            {
              key: "thumbprint",
              header: "Thumbprint",
              cell: (key) => <CopyableText value={key.thumbprint} label="Copy thumbprint" />,
            },
            {
              key: "made",
              header: "Since",
              cell: (key) => <RelativeTime value={key.createdAt} />,
            },
          ]}
        />
      </Card>
    </div>
  );
}
