"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { apis, type ApiDetail } from "#calls/apis";
import { paths } from "#lib/client/paths.ts";

/** Refused by the server while a policy names it; the dialog says which before anybody tries. */
export function DeleteApi({ api }: { readonly api: ApiDetail }) {
  const [open, setOpen] = useState(false);
  const remove = useCall(apis.delete);
  const router = useRouter();
  const naming = api.targetedBy.map(({ name }) => name);
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setOpen(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${api.name}`}
        typed={api.slug}
        confirmLabel="Delete API"
        tone="danger"
        effects={[
          `${formatCount(api.operations, "operation")} and every setting of it go.`,
          "With the next release every call of it is denied as an unknown API.",
          ...(naming.length > 0
            ? [
                `Policies that may name it: ${naming.slice(0, 5).join(", ")}. While one names it, deleting is refused.`,
              ]
            : []),
        ]}
        onConfirm={async () => {
          await remove({ slug: api.slug });
          router.push(paths.apis());
        }}
      />
    </>
  );
}
