"use client";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import type { Change } from "#components/data/release-difference.tsx";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apis } from "#calls/apis";
import { policies } from "#calls/policies";

/** One unpublished change back to what is published. A new API is deleted on its own page: with it go its operations. */
export function DiscardChange({ change: { kind, id, change } }: { readonly change: Change }) {
  const [open, setOpen] = useState(false);
  const discardPolicy = useCall(policies.discard);
  const discardApi = useCall(apis.discard);
  const toast = useToast();
  if (kind === "api" && change === "added") return null;
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<Undo2 aria-hidden className="size-3.5" />}
        onClick={() => setOpen(true)}
      >
        Discard<span className="sr-only"> the change of {id}</span>
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Discard the change of ${id}`}
        confirmLabel="Discard the change"
        tone="danger"
        effects={[effects[kind][change]]}
        onConfirm={async () => {
          await (kind === "policy" ? discardPolicy({ name: id }) : discardApi({ slug: id }));
          toast.success("Change discarded", `${id} is as it is published.`);
        }}
      />
    </>
  );
}

const effects = {
  policy: {
    added: "The policy was never published: it is deleted.",
    changed:
      "The policy gets the text back that is published. What is written now stays in its history.",
    removed: "The policy is there again, as it is published.",
  },
  api: {
    added: "",
    changed: "Classification, hosts and operations are again as they are published.",
    removed: "The API is there again with its operations, as it is published.",
  },
} as const;
