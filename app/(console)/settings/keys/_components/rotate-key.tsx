"use client";
import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { SigningKeyView } from "#lib/keys/contract.ts";

type Props = {
  readonly subject: SigningKeyView | null;
  readonly onClose: () => void;
  readonly onRotate: (input: {
    readonly kid: string;
    readonly reason: string;
    readonly compromised: boolean;
  }) => Promise<void>;
};

/** Says what happens to whom, also for a key that others may have. */
export function RotateKey({ subject, onClose, onRotate }: Props) {
  const [compromised, setCompromised] = useState(false);
  const close = () => {
    setCompromised(false);
    onClose();
  };
  return (
    <ConfirmDialog
      open={subject !== null}
      onOpenChange={(next) => !next && close()}
      title={
        subject?.purpose === "token"
          ? "Replace the key for tokens?"
          : "Replace the key for bundles?"
      }
      effects={effectsOf(subject?.purpose === "token", compromised)}
      confirmLabel={compromised ? "Replace and drop it" : "Replace key"}
      tone={compromised ? "danger" : "normal"}
      reason="required"
      onConfirm={async ({ reason }) => {
        if (subject) await onRotate({ kid: subject.kid, reason, compromised });
      }}
    >
      <Checkbox
        checked={compromised}
        onChange={setCompromised}
        label="Somebody else may have this key"
      />
    </ConfirmDialog>
  );
}

function effectsOf(token: boolean, compromised: boolean): readonly string[] {
  if (token)
    return compromised
      ? [
          "Every access token that is out now is refused at once; people and programs get new ones.",
          "Tokens are signed by the new key from now on.",
        ]
      : [
          "Enforcers hear of the new key first; then tokens are signed by it.",
          "The old one counts until the last of its tokens has ended, an hour at most.",
        ];
  return compromised
    ? [
        "Everything is signed by a new key at once, and nothing by the old one any more.",
        "Enforcers that have not heard of it keep what they have until their next poll of discovery, and go on deciding.",
      ]
    : [
        "Every bundle is signed by both keys; each enforcer gets the one that it knows.",
        "The old key is retired by itself when no enforcer needs it any more. No decision fails.",
      ];
}
