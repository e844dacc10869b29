"use client";
import { KeyRound, Smartphone } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { Place } from "#lib/client/ceremonies.ts";

type Props = { readonly busy: boolean; readonly onCreate: (place: Place) => void };

/** The two places a passkey can be made. */
export function CreatePasskey({ busy, onCreate }: Props) {
  return (
    <div className="space-y-3">
      <p className="text-sm text-muted">
        A passkey replaces the password. Your fingerprint, face or PIN stays on your device; nothing
        that could be stolen is kept here.
      </p>
      <Button
        variant="primary"
        size="lg"
        className="w-full"
        loading={busy}
        icon={<KeyRound aria-hidden className="size-4" />}
        onClick={() => onCreate("here")}
      >
        Create your passkey on this device
      </Button>
      <Button
        size="lg"
        className="w-full"
        disabledReason={busy ? "Finish what you began first." : null}
        icon={<Smartphone aria-hidden className="size-4" />}
        onClick={() => onCreate("phone")}
      >
        Use my phone instead
      </Button>
    </div>
  );
}
