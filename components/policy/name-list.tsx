"use client";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { PathList } from "./path-fields.tsx";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { policies, type NameKind } from "#calls/policies";
import type { DocumentPath } from "#lib/policies/source/locate.ts";

type Props = {
  readonly path: DocumentPath;
  readonly label: ReactNode;
  readonly kind: NameKind;
  /** Only what this API has. */
  readonly api?: string | undefined;
  readonly help?: ReactNode;
  readonly optional?: boolean;
};

/** Names out of thousands: the server searches. Others may be typed all the same. */
export function NameList({ kind, api, ...props }: Props) {
  const [q, setQ] = useState("");
  const options = useNames(kind, q, api);
  return <PathList {...props} options={options} onSearch={setQ} />;
}

export function useNames(kind: NameKind, q: string, api?: string) {
  const input = { kind, q, ...(api !== undefined && /^[a-z0-9-]+$/.test(api) ? { api } : {}) };
  const { data } = useQuery({
    queryKey: queryKey(policies.names, input),
    queryFn: ({ signal }) => call(policies.names, input, { signal }),
    staleTime: 30_000,
    retry: false,
  });
  return (data?.items ?? []).map(({ value, detail }) => ({
    value,
    label: value,
    description: detail,
  }));
}
