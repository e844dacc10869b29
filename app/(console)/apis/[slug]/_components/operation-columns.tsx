"use client";
import { SensitivityBadge, sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import {
  sensitivities,
  type ApiDetail,
  type OperationSummary,
  type Sensitivity,
} from "#calls/apis";
import { paths } from "#lib/client/paths.ts";

type Given = {
  readonly api: ApiDetail;
  readonly mayWrite: boolean;
  readonly classify: (id: string, version: number, value: Sensitivity | null) => void;
};

const inherit = "inherit";

export function operationColumns(given: Given): readonly Column<OperationSummary>[] {
  const { api, mayWrite, classify } = given;
  const options = [
    { value: inherit, label: `Inherit (${api.sensitivity})` },
    ...sensitivityOptions,
  ];
  return [
    {
      key: "operation",
      header: "Operation",
      cell: (row) => <Operation row={row} />,
    },
    {
      key: "sensitivity",
      header: "Sensitivity",
      width: "13rem",
      cell: (row) =>
        mayWrite ? (
          <Select
            aria-label={`Sensitivity of ${row.method} ${row.template}`}
            options={options}
            value={row.sensitivity ?? inherit}
            onChange={(value) =>
              classify(row.id, row.version, sensitivities.find((each) => each === value) ?? null)
            }
          />
        ) : (
          <SensitivityBadge value={row.effectiveSensitivity} inherited={row.sensitivity === null} />
        ),
    },
    { key: "access", header: "Permitted by", cell: (row) => <Access row={row} /> },
    {
      key: "send",
      header: "Try it",
      width: "5rem",
      secondary: true,
      cell: (row) => (
        <TextLink
          href={paths.send({ api: api.slug, operation: row.key })}
          aria-label={`Send ${row.method} ${row.template}`}
        >
          Send
        </TextLink>
      ),
    },
    {
      key: "limit",
      header: "Rate limit",
      secondary: true,
      cell: (row) =>
        row.rateLimit
          ? `${row.rateLimit.limit} in ${row.rateLimit.window} per ${row.rateLimit.per ?? "subject"}`
          : "–",
    },
    {
      key: "tags",
      header: "Tags",
      optional: true,
      cell: (row) => (row.tags.length === 0 ? "–" : row.tags.join(", ")),
    },
    {
      key: "origin",
      header: "From",
      optional: true,
      cell: (row) => (row.origin === "import" ? "Import" : "Console"),
    },
  ];
}

function Operation({ row }: { readonly row: OperationSummary }) {
  return (
    <span className="min-w-0">
      <code className="text-xs [overflow-wrap:anywhere]">
        <strong className="font-semibold">{row.method}</strong> {row.template}
      </code>{" "}
      {row.deprecated ? <Badge tone="challenge">Deprecated</Badge> : null}
      <span className="block text-xs text-muted">
        {row.key.startsWith(`${row.method} `) ? null : <code>{row.key}</code>}
        {row.summary ? ` ${row.summary}` : null}
      </span>
    </span>
  );
}

function Access({ row }: { readonly row: OperationSummary }) {
  if (row.permittedBy.length === 0) return <Badge tone="deny">No policy: denied</Badge>;
  const more = row.permittedBy.length - 3;
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      {row.permittedBy.slice(0, 3).map((name) => (
        <TextLink key={name} href={paths.policy(name)}>
          {name}
        </TextLink>
      ))}
      {more > 0 ? <span className="text-muted">+{more}</span> : null}
    </span>
  );
}
