"use client";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apiImports } from "#calls/apis/imports";

export function DiscardButton({ id }: { readonly id: string }) {
  const discard = useCall(apiImports.discard);
  const toast = useToast();
  return (
    <Button
      variant="danger-quiet"
      onClick={() =>
        void discard({ id }).catch((error: unknown) =>
          toast.error("Not discarded", error instanceof Error ? error.message : undefined),
        )
      }
    >
      Discard import
    </Button>
  );
}
