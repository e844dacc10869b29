"use client";
import { Route } from "lucide-react";
import type { z } from "zod";
import { AddOperation } from "./add-operation.tsx";
import { BulkActions } from "./bulk-actions.tsx";
import { operationColumns } from "./operation-columns.tsx";
import { sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { ListView } from "#components/list/list-view.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apis, type ApiDetail, type OperationSummary, type Sensitivity } from "#calls/apis";
import { paths } from "#lib/client/paths.ts";

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
  const update = useCall(apis.updateOperation);
  const toast = useToast();
  const classify = (id: string, version: number, sensitivity: Sensitivity | null) =>
    void update({ slug: api.slug, id, version, sensitivity }).catch((error: unknown) =>
      toast.error("Not changed", error instanceof Error ? error.message : undefined),
    );
  const filtered = Boolean(input.q ?? input.method ?? input.sensitivity ?? input.permitted);
  return (
    <ListView
      list="apis.listOperations"
      noun={{ one: "operation", many: "operations" }}
      caption="Operations"
      search="Search operations"
      params={["q", "method", "sensitivity", "permitted"]}
      filters={
        <>
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
        </>
      }
      end={mayWrite ? <AddOperation slug={api.slug} /> : null}
      input={input}
      data={data}
      columns={operationColumns({ mayWrite, classify, api })}
      rowKey={(row) => row.id}
      rowName={nameOf}
      links={(row) => [
        {
          kind: "link",
          label: "Decisions",
          href: paths.decisions({ operation: `${api.slug}:${row.key}` }),
        },
      ]}
      bulk={
        mayWrite
          ? (rows, done) => (
              <BulkActions slug={api.slug} ids={rows.map((row) => row.id)} onDone={done} />
            )
          : undefined
      }
      empty={
        <EmptyState icon={<Route />} title={filtered ? "Nothing matches" : "No operation yet"}>
          {filtered
            ? "Change or clear the filters."
            : "Import a description, or add operations by hand. Calls of anything else are denied."}
        </EmptyState>
      }
    />
  );
}

const nameOf = (row: OperationSummary) => `${row.method} ${row.template}`;
