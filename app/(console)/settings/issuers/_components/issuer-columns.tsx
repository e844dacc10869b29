import { Ellipsis } from "lucide-react";
import type { Column } from "#components/ui/data-table.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { IssuerView } from "#lib/issuers/contract.ts";

type Actions = {
  readonly mayWrite: boolean;
  readonly onEdit: (issuer: IssuerView) => void;
  readonly onRemove: (issuer: IssuerView) => void;
  readonly onRefresh: (issuer: IssuerView) => Promise<void>;
};

export function issuerColumns(actions: Actions): readonly Column<IssuerView>[] {
  const columns: readonly Column<IssuerView>[] = [
    {
      key: "name",
      header: "Issuer",
      cell: (row) => (
        <span className="flex flex-wrap items-baseline gap-x-2">
          {row.name} <code className="text-xs text-muted">{row.slug}</code>
        </span>
      ),
    },
    {
      key: "issuer",
      header: "Says “iss”",
      secondary: true,
      cell: (row) => <code className="text-xs break-all">{row.issuer}</code>,
    },
    { key: "state", header: "Keys", cell: (row) => <Keys of={row} /> },
    { key: "may", header: "May say", block: true, cell: (row) => mayText(row) },
  ];
  if (!actions.mayWrite) return columns;
  return [
    ...columns,
    {
      key: "actions",
      header: "Actions",
      headerHidden: true,
      align: "end",
      width: "4rem",
      cell: (row) => <Actions row={row} {...actions} />,
    },
  ];
}

/** The error text is what an administrator needs at three in the morning, so it is there without a click. */
function Keys({ of: row }: { readonly of: IssuerView }) {
  const count = formatCount(row.keys.length, "key");
  if (row.error !== null)
    return (
      <span className="flex flex-col">
        <StateBadge tone={row.keys.length === 0 ? "bad" : "attention"}>
          {row.keys.length === 0 ? "No keys yet: its tokens are refused" : `${count}, not renewed`}
        </StateBadge>
        <span className="text-xs text-muted">
          {row.error}
          {row.fetchedAt ? (
            <>
              {"; last good "}
              <RelativeTime value={row.fetchedAt} />
            </>
          ) : null}
        </span>
      </span>
    );
  if (row.pinned) return <StateBadge tone="good">{count}, handed in</StateBadge>;
  if (row.fetchedAt === null) return <StateBadge tone="busy">Asking for its keys</StateBadge>;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <StateBadge tone="good">{count}</StateBadge>
      <RelativeTime value={row.fetchedAt} />
    </span>
  );
}

function mayText({ trustedForAssurance, jit, groups }: IssuerView): string {
  const says = [
    jit ? "who calls, also unknown people" : "who calls",
    ...(trustedForAssurance ? ["how they signed in"] : []),
    ...(groups.length > 0 ? [formatCount(groups.length, "group")] : []),
  ];
  return says.join(", ");
}

function Actions({ row, onEdit, onRemove, onRefresh }: Actions & { readonly row: IssuerView }) {
  return (
    <Menu
      trigger={
        <IconButton
          label={`Actions for ${row.name}`}
          size="sm"
          icon={<Ellipsis aria-hidden className="size-4" />}
        />
      }
      items={[
        { kind: "action", label: "Change", onSelect: () => onEdit(row) },
        {
          kind: "action",
          label: "Ask for keys now",
          disabledReason: row.pinned ? "Its keys were handed in." : null,
          onSelect: () => void onRefresh(row),
        },
        { kind: "separator" },
        { kind: "action", label: "End trust", danger: true, onSelect: () => onRemove(row) },
      ]}
    />
  );
}
