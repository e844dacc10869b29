"use client";
import { useFormContext, useWatch } from "react-hook-form";
import type { ApiFormValues } from "#components/data/api-form-values.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import type { ImportDetail } from "#lib/apis/imports/contract.ts";

type Server = NonNullable<ImportDetail["description"]>["servers"][number];

/** Addresses that the description names and that are not among the hosts yet: one click adds them. */
export function ServerChoice({ servers }: { readonly servers: readonly Server[] }) {
  const { control, setValue } = useFormContext<ApiFormValues>();
  const hosts = useWatch({ control, name: "hosts" }) ?? [];
  const open = servers.filter(
    (server) =>
      server.host === null ||
      !hosts.some(({ host, basePath }) => host === server.host && basePath === server.basePath),
  );
  if (open.length === 0) return null;
  return (
    <Card title="Further addresses in the description">
      <ul className="space-y-2 text-sm">
        {open.map((server) => (
          <li
            key={server.url + server.basePath}
            className="flex flex-wrap items-center justify-between gap-2"
          >
            <span>
              <code className="text-xs">
                {server.host ?? "your host"}
                {server.basePath}
              </code>{" "}
              <span className="text-muted">
                {server.from === "operations"
                  ? `named by ${formatCount(server.operations, "operation")} only`
                  : server.host === null
                    ? "the description names only the path"
                    : "named for the whole API"}
              </span>
            </span>
            <Button
              size="sm"
              onClick={() =>
                setValue(
                  "hosts",
                  [...hosts, { host: server.host ?? "", basePath: server.basePath }],
                  {
                    shouldDirty: true,
                  },
                )
              }
            >
              Add as host
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
