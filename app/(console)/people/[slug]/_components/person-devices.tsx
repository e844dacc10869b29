import { Laptop } from "lucide-react";
import { deviceStateWords } from "#components/identity/device-words.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { paths } from "#lib/client/paths.ts";
import type { UserDetail } from "#lib/identities/users/contract.ts";

export function PersonDevices({ person }: { readonly person: UserDetail }) {
  return (
    <DataTable
      caption="Devices"
      rows={person.deviceList}
      rowKey={(device) => device.slug}
      rowHref={(device) => paths.device(device.slug)}
      columns={[
        { key: "name", header: "Device", cell: (device) => device.name },
        { key: "platform", header: "Platform", cell: (device) => device.platform },
        {
          key: "state",
          header: "State",
          cell: (device) => (
            <StateBadge tone={deviceStateWords[device.state].tone}>
              {deviceStateWords[device.state].word}
            </StateBadge>
          ),
        },
      ]}
      empty={
        <EmptyState icon={<Laptop aria-hidden />} title="No device">
          People enroll their devices in the portal.
        </EmptyState>
      }
    />
  );
}
