"use client";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { observation } from "#calls/apis/observation";

type Props = {
  readonly api: { readonly slug: string; readonly name?: string };
  readonly size?: "sm";
  readonly disabledReason?: string | null;
};

/** For whoever must let people work while they look for the cause: at once, and over by itself. */
export function ObserveApi({ api: { slug, name = slug }, size, disabledReason = null }: Props) {
  const [open, setOpen] = useState(false);
  const observe = useCall(observation.observe);
  return (
    <>
      <Button {...(size && { size })} disabledReason={disabledReason} onClick={() => setOpen(true)}>
        Observe for an hour
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Let ${name} only be observed for an hour?`}
        confirmLabel="Observe for an hour"
        reason="required"
        effects={[
          "What policies and rate limits would stop is let through and logged, at every enforcer at once.",
          "Invalid tokens, suspended people, revoked devices and restricted operations are denied as ever.",
          "It ends by itself in an hour, and can be ended before. Nothing is published.",
        ]}
        onConfirm={async ({ reason }) => {
          await observe({ slug, minutes: 60, reason });
        }}
      />
    </>
  );
}
