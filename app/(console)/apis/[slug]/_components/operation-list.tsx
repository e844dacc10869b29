"use client";
import { Route } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { AddOperation } from "./add-operation.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { operationColumns } from "./operation-columns.tsx";
import { sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apis, type ApiDetail, type Sensitivity } from "#lib/apis/contract.ts";

type Props = {
  readonly api: ApiDetail;
  readonly input: z.output<typeof apis.listOperations.input>;
  readonly initial: z.output<typeof apis.listOperations.output>;
  readonly mayWrite: boolean;
};

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** Every operation with what is decided about it; one is changed in its row, many by choosing them. */
export function OperationList({ api, input, initial, mayWrite }: Props) {
  const { data } = useRead(apis.listOperations, input, initial);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const update = useCall(apis.updateOperation);
  const toast = useToast();
  const classify = (id: string, version: number, sensitivity: Sensitivity | null) =>
    void update({ slug: api.slug, id, version, sensitivity }).catch((error: unknown) =>
      toast.error("Not changed", error instanceof Error ? error.message : undefined),
    );
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  const filtered = Boolean(input.q ?? input.method ?? input.sensitivity ?? input.permitted);
  return (
    <>
      <FilterBar
        params={["q", "method", "sensitivity", "permitted"]}
        search={<SearchField label="Search operations" />}
        end={
          <span className="inline-flex items-center gap-3">
            {formatCount(data.total ?? 0, "operation")}
            {mayWrite ? <AddOperation slug={api.slug} /> : null}
          </span>
        }
      >
        <FilterSelect
          label="Method"
          param="method"
          options={methods.map((value) => ({ value, label: value }))}
        />
        <FilterSelect label="Sensitivity" param="sensitivity" options={sensitivityOptions} />
        <FilterSelect
          label="Access"
          param="permitted"
          options={[
            { value: "yes", label: "Some policy permits it" },
            { value: "no", label: "No policy: denied" },
          ]}
        />
      </FilterBar>
      {mayWrite && chosen.size > 0 ? (
        <BulkBar slug={api.slug} ids={[...chosen]} onDone={() => setChosen(new Set())} />
      ) : null}
      <DataTable
        caption="Operations"
        columns={operationColumns({ rows: data.items, chosen, toggle, mayWrite, classify, api })}
        rows={data.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={<Route />} title={filtered ? "Nothing matches" : "No operation yet"}>
            {filtered
              ? "Change or clear the filters."
              : "Import a description, or add operations by hand. Calls of anything else are denied."}
          </EmptyState>
        }
      />
      <Pagination next={data.nextCursor} />
    </>
  );
}
