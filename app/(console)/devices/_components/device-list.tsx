"use client";
import { Laptop } from "lucide-react";
import type { z } from "zod";
import { ExportButton } from "#components/data/export-button.tsx";
import { useRead } from "#components/data/use-read.ts";
import {
  deviceStateWords,
  deviceTrustWords,
  platformWords,
} from "#components/identity/device-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { devices, type DeviceSummary } from "#lib/devices/contract.ts";

type Props = {
  readonly input: z.output<typeof devices.list.input>;
  readonly initial: z.output<typeof devices.list.output>;
};

const columns: readonly Column<DeviceSummary>[] = [
  { key: "name", header: "Device", cell: (row) => row.name },
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
    secondary: true,
    align: "end",
    cell: (row) => <RelativeTime value={row.createdAt} />,
  },
  {
    key: "origin",
    header: "Origin",
    headerHidden: true,
    width: "5rem",
    cell: (row) => (row.origin === "sample" ? <Badge>Sample</Badge> : null),
  },
];

/** Follows the enrollments: a new one waiting for approval appears by itself. */
export function DeviceList({ input, initial }: Props) {
  const { data } = useRead(devices.list, input, initial, 3_000);
  const narrowed = Boolean(input.q ?? input.state ?? input.trust ?? input.platform);
  return (
    <>
      <FilterBar
        params={["q", "state", "trust", "platform"]}
        search={<SearchField label="Search devices" />}
        end={
          <>
            {formatCount(data.total ?? 0, "device")}
            <ExportButton list="devices.list" input={input} />
          </>
        }
      >
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
      </FilterBar>
      <DataTable
        caption="Devices"
        rows={data.items}
        rowKey={(row) => row.slug}
        rowHref={(row) => paths.device(row.slug)}
        columns={columns}
        empty={
          narrowed ? (
            <EmptyState icon={<Laptop aria-hidden />} title="Nothing matches">
              Change or clear the filters.
            </EmptyState>
          ) : (
            <EmptyState icon={<Laptop aria-hidden />} title="No device yet">
              People enroll their devices at “My devices” in the portal. They appear here and wait
              for approval.
            </EmptyState>
          )
        }
      />
      <Pagination
        next={data.nextCursor}
        summary={`${data.items.length} of ${formatNumber(data.total ?? 0)}`}
      />
    </>
  );
}

function options(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
