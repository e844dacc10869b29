"use client";
import { useCall } from "#components/data/use-call.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { useToast } from "#components/ui/use-toast.ts";
import type { CanaryView } from "./canary-card.tsx";
import { canaries } from "#calls/canaries";

type Props = {
  readonly canary: CanaryView;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

export function ContinueCanary({ canary, open, onOpenChange }: Props) {
  const proceed = useCall(canaries.continue);
  const toast = useToast();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Give release ${canary.release} to all enforcers?`}
      confirmLabel="Continue to all"
      tone="normal"
      effects={[
        canary.evaluation?.sentence ?? "The authority has not compared it yet.",
        "Every enforcer of the channel gets it, as a new revision.",
      ]}
      onConfirm={async () => {
        await proceed({ number: canary.release });
        toast.success("Continuing", "The authority signs it for everybody.");
      }}
    />
  );
}

export function HaltCanary({ canary, open, onOpenChange }: Props) {
  const halt = useCall(canaries.halt);
  const toast = useToast();
  const count = canary.enforcerCount;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Halt release ${canary.release}?`}
      confirmLabel="Halt and roll back"
      reason="required"
      effects={[
        `${formatCount(count, "enforcer")} ${count === 1 ? "gets" : "get"} the content of before back, as a new and higher revision.`,
        "What the release changed is unpublished again.",
      ]}
      onConfirm={async ({ reason }) => {
        await halt({ number: canary.release, reason });
        toast.success("Halting", "The authority signs the release before anew.");
      }}
    />
  );
}
