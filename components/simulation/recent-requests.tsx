"use client";
import { useQuery } from "@tanstack/react-query";
import type { SimulatedRequest } from "./simulated-request.ts";
import { reasonWord } from "#components/data/reason-word.ts";
import { Select } from "#components/ui/select.tsx";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { decisions } from "#calls/decisions";

const input = { limit: 25 };

/** Begins with a request that really came: who, what and from where. */
export function RecentRequests({
  onPick,
}: {
  readonly onPick: (request: Partial<SimulatedRequest>) => void;
}) {
  const { data } = useQuery({
    queryKey: queryKey(decisions.list, input),
    queryFn: ({ signal }) => call(decisions.list, input, { signal }),
    staleTime: 10_000,
  });
  const rows = (data?.items ?? []).filter((row) => row.method && row.host && row.path);
  if (rows.length === 0) return null;
  return (
    <Select
      aria-label="Begin with a recent request"
      placeholder="Begin with a recent request…"
      className="w-72"
      value={null}
      options={rows.map((row) => ({
        value: row.id,
        label: `${row.method} ${row.path}`,
        description: `${row.subject ?? "nobody"}: ${row.outcome}, ${reasonWord(row.reason)}`,
      }))}
      onChange={(id) => {
        const row = rows.find((each) => each.id === id);
        if (row)
          onPick({
            subject: row.subject,
            device: row.device,
            method: row.method ?? "GET",
            url: `https://${row.host}${row.path}`,
            address: row.ip ?? "",
          });
      }}
    />
  );
}
