"use client";
import { useState } from "react";
import { signRelease } from "#components/data/release-ceremony.ts";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import type { Release } from "./release-detail.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { ceremonyError } from "#lib/client/ceremony-error.ts";
import { releases } from "#calls/releases";

/** Approve what a token made, or withdraw what is not served yet. */
export function PendingActions({ release }: { readonly release: Release }) {
  const toast = useToast();
  const prepare = useCall(releases.prepare);
  const approve = useCall(releases.approve);
  const withdraw = useCall(releases.withdraw);
  const [busy, setBusy] = useState<"approve" | "withdraw" | null>(null);
  const run = async (what: "approve" | "withdraw", work: () => Promise<unknown>) => {
    setBusy(what);
    try {
      await work();
    } catch (error) {
      const words = error instanceof ApiError ? null : ceremonyError(error).words;
      toast.error(
        words?.title ?? "It did not work",
        words?.text ?? (error instanceof Error ? error.message : ""),
      );
    }
    setBusy(null);
  };
  const withPasskey = async () => {
    const ceremony = await prepare({ baseNumber: release.baseNumber, approve: release.number });
    const assertion = await signRelease(ceremony.options);
    await approve({ number: release.number, assertion });
  };
  return (
    <>
      <Button
        loading={busy === "withdraw"}
        onClick={() => void run("withdraw", () => withdraw({ number: release.number }))}
      >
        Withdraw
      </Button>
      {release.state === "waiting" ? (
        <Button
          variant="primary"
          loading={busy === "approve"}
          onClick={() => void run("approve", withPasskey)}
        >
          Approve with passkey
        </Button>
      ) : null}
    </>
  );
}
