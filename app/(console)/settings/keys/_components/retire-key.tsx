"use client";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { SigningKeyView } from "#lib/keys/contract.ts";

type Props = {
  readonly subject: SigningKeyView | null;
  readonly onClose: () => void;
  readonly onRetire: (input: { readonly kid: string; readonly reason: string }) => Promise<void>;
};

/** Before its time: refused by the server as long as somebody depends on it. */
export function RetireKey({ subject, onClose, onRetire }: Props) {
  return (
    <ConfirmDialog
      open={subject !== null}
      onOpenChange={(next) => !next && onClose()}
      title="Retire this key now?"
      effects={[
        "Nothing is signed by it any more, and its private half is deleted.",
        "It is refused while an enforcer depends on it.",
      ]}
      confirmLabel="Retire key"
      reason="required"
      onConfirm={async ({ reason }) => {
        if (subject) await onRetire({ kid: subject.kid, reason });
      }}
    />
  );
}
