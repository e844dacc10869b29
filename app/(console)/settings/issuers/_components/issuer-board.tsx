"use client";
import { Fingerprint, Plus } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import type { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { issuers, type IssuerView } from "#calls/issuers";
import { issuerColumns } from "./issuer-columns.tsx";
import { CreateIssuer, EditIssuer } from "./issuer-form.tsx";

type Props = {
  readonly initial: z.output<typeof issuers.list.output>;
  readonly mayWrite: boolean;
};

/** `?edit=<slug>` opens one of them, `?edit=+` a new one. Asked again, because keys come by themselves. */
export function IssuerBoard({ initial, mayWrite }: Props) {
  const { data } = useRead(issuers.list, {}, initial, 3_000);
  const refresh = useCall(issuers.refresh);
  const remove = useCall(issuers.remove);
  const toast = useToast();
  const [edit, setEdit] = useQueryState("edit", parseAsString);
  const [ending, setEnding] = useState<IssuerView | null>(null);
  const close = () => void setEdit(null);
  const edited = mayWrite ? data.items.find(({ slug }) => slug === edit) : undefined;
  const columns = issuerColumns({
    mayWrite,
    onEdit: ({ slug }) => void setEdit(slug),
    onRemove: setEnding,
    onRefresh: async ({ slug, name }) => {
      await refresh({ slug });
      toast.success(`${name} is asked for its keys`);
    },
  });
  return (
    <div className="space-y-4">
      <div className="flex justify-end">
        <Button
          variant="primary"
          icon={<Plus aria-hidden className="size-4" />}
          disabledReason={mayWrite ? null : "Only administrators can trust an issuer."}
          onClick={() => void setEdit("+")}
        >
          Trust an issuer
        </Button>
      </div>
      <DataTable
        caption="Token issuers"
        rows={data.items}
        rowKey={({ slug }) => slug}
        columns={columns}
        empty={
          <EmptyState icon={<Fingerprint aria-hidden />} title="Only our own tokens count">
            Trust your identity provider here, and callers can come with the access tokens that they
            have already.
          </EmptyState>
        }
      />
      <Dialog
        open={edit === "+" && mayWrite}
        onOpenChange={(next) => !next && close()}
        title="Trust an issuer"
        sticky
      >
        <CreateIssuer onDone={close} />
      </Dialog>
      <Dialog
        open={edited !== undefined}
        onOpenChange={(next) => !next && close()}
        title={`Change ${edited?.name ?? "issuer"}`}
        sticky
      >
        {edited ? <EditIssuer issuer={edited} onDone={close} /> : null}
      </Dialog>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(next) => !next && setEnding(null)}
        title={`End the trust in ${ending?.name ?? "this issuer"}?`}
        effects={[
          "Every token of it is refused as soon as enforcers have the next signals, a second or so.",
          "Policies that name its groups match nobody any more.",
        ]}
        confirmLabel="End trust"
        onConfirm={async () => {
          if (ending) await remove({ slug: ending.slug });
        }}
      />
    </div>
  );
}
