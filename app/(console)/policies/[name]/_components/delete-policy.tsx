"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { paths } from "#lib/client/paths.ts";
import { policies } from "#calls/policies";

export function DeletePolicy({
  name,
  mayWrite,
}: {
  readonly name: string;
  readonly mayWrite: boolean;
}) {
  const [open, setOpen] = useState(false);
  const remove = useCall(policies.delete);
  const router = useRouter();
  return (
    <>
      <Button
        variant="danger-quiet"
        disabledReason={mayWrite ? null : "Your role may read policies, not change them."}
        onClick={() => setOpen(true)}
      >
        Delete policy
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${name}`}
        confirmLabel="Delete policy"
        tone="danger"
        effects={[
          "Enforcers go on with it until the next release.",
          "What only this policy permits is denied then; what only it forbids is open to other permits.",
        ]}
        onConfirm={async () => {
          await remove({ name });
          router.push(paths.policies());
        }}
      />
    </>
  );
}
