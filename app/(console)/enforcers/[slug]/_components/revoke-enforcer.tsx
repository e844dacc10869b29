"use client";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Enforcer } from "./enforcer-detail.tsx";
import { enforcers } from "#calls/enforcers";

export function RevokeEnforcer({ enforcer }: { readonly enforcer: Enforcer }) {
  const revoke = useCall(enforcers.revoke);
  const [asking, setAsking] = useState(false);
  const valid = enforcer.credentials.filter((credential) => credential.revokedAt === null).length;
  return (
    <>
      <Button onClick={() => setAsking(true)}>Revoke</Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke ${enforcer.name}?`}
        effects={[
          `${valid} ${valid === 1 ? "credential ends" : "credentials end"} at once; a parked poll is cut.`,
          "It gets no new policies, people or revocations.",
          "It goes on deciding with what it has until its lease runs out, then denies everything.",
        ]}
        confirmLabel="Revoke enforcer"
        typed={enforcer.slug}
        onConfirm={async () => {
          await revoke({ slug: enforcer.slug });
        }}
      />
    </>
  );
}
