"use client";
import { Laptop } from "lucide-react";
import type { z } from "zod";
import { deviceActions } from "./device-actions.ts";
import { useRead } from "#components/data/use-read.ts";
import {
  deviceStateWords,
  deviceTrustWords,
  platformWords,
} from "#components/identity/device-words.ts";
import { ListView } from "#components/list/list-view.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import type { MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { devices, type DeviceSummary } from "#calls/devices";

type Props = {
  readonly input: z.output<typeof devices.list.input>;
  readonly initial: z.output<typeof devices.list.output>;
};

const columns: readonly Column<DeviceSummary>[] = [
  {
    key: "name",
    header: "Device",
    sort: "name",
    cell: (row) => (
      <>
        {row.name}
        {row.origin === "sample" ? <Badge className="ml-1.5">Sample</Badge> : null}
      </>
    ),
  },
  {
    key: "state",
    header: "State",
    width: "9rem",
    cell: (row) => (
      <StateBadge tone={deviceStateWords[row.state].tone}>
        {deviceStateWords[row.state].word}
      </StateBadge>
    ),
  },
  {
    key: "owner",
    header: "Owner",
    cell: (row) =>
      row.owner ? <TextLink href={paths.person(row.owner.slug)}>{row.owner.name}</TextLink> : "–",
  },
  { key: "trust", header: "Trust", cell: (row) => deviceTrustWords[row.trust] },
  {
    key: "platform",
    header: "Platform",
    secondary: true,
    cell: (row) => platformWords[row.platform],
  },
  {
    key: "created",
    header: "Enrolled",
    sort: "created",
    secondary: true,
    align: "end",
    cell: (row) => <RelativeTime value={row.createdAt} />,
  },
  { key: "reason", header: "Last reason", optional: true, cell: (row) => row.stateReason || "–" },
  { key: "id", header: "Id", optional: true, cell: (row) => <code>{row.slug}</code> },
];

/** Follows the enrollments: a new one waiting for approval appears by itself. */
export function DeviceList({ input, initial }: Props) {
  const { data } = useRead(devices.list, input, initial, 3_000);
  const narrowed = Boolean(input.q ?? input.state ?? input.trust ?? input.platform ?? input.owner);
  return (
    <ListView
      list="devices.list"
      noun={{ one: "device", many: "devices" }}
      caption="Devices"
      search="Search devices"
      params={["q", "state", "trust", "platform", "owner"]}
      filters={
        <>
          <FilterSelect
            label="State"
            param="state"
            options={Object.entries(deviceStateWords).map(([value, { word }]) => ({
              value,
              label: word,
            }))}
          />
          <FilterSelect label="Trust" param="trust" options={options(deviceTrustWords)} />
          <FilterSelect label="Platform" param="platform" options={options(platformWords)} />
        </>
      }
      input={input}
      data={data}
      columns={columns}
      sort="-created"
      rowKey={(row) => row.slug}
      rowName={(row) => row.name}
      rowHref={(row) => paths.device(row.slug)}
      links={links}
      actions={deviceActions}
      empty={
        narrowed ? (
          <EmptyState icon={<Laptop aria-hidden />} title="Nothing matches">
            Change or clear the filters.
          </EmptyState>
        ) : (
          <EmptyState icon={<Laptop aria-hidden />} title="No device yet">
            People enroll their devices at “My devices” in the portal. They appear here and wait for
            approval.
          </EmptyState>
        )
      }
    />
  );
}

function links({ slug, owner }: DeviceSummary): readonly MenuItem[] {
  return [
    { kind: "link", label: "Decisions", href: paths.decisions({ device: slug }) },
    ...(owner
      ? [{ kind: "link", label: owner.name, href: paths.person(owner.slug) } as const]
      : []),
  ];
}

function options(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
