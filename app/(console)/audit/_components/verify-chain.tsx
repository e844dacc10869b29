"use client";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { audit } from "#calls/audit";
import { call } from "#lib/client/call.ts";

const words = {
  changed: "was changed after it was written",
  missing: "is missing",
  unlinked: "is not linked to the one before it",
} as const;

/** Recomputes the whole chain and says where it first breaks. */
export function VerifyChain() {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    try {
      const verdict = await call(audit.verify, {});
      if (verdict.broken)
        toast.error(
          "The log is not intact",
          `Entry ${verdict.broken.seq} ${words[verdict.broken.why]}.`,
        );
      else
        toast.success(
          "The log is intact",
          `${verdict.checked} entries checked, head ${verdict.head?.slice(0, 12) ?? "none"}…`,
        );
    } catch (error) {
      toast.error("Could not verify", error instanceof Error ? error.message : "");
    }
    setBusy(false);
  };
  return (
    <Button
      icon={<ShieldCheck aria-hidden className="size-4" />}
      loading={busy}
      onClick={() => void verify()}
    >
      Verify the chain
    </Button>
  );
}
