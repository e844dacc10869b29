"use client";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ApiDetail } from "#lib/apis/contract.ts";
import { observation } from "#calls/apis/observation";

type Props = { readonly api: ApiDetail; readonly mayPublish: boolean };

/** An API that lets pass what policies would stop must not be overlooked. */
export function ObservationNote({ api, mayPublish }: Props) {
  const { observedNow: now, observeUntil } = api;
  if (now)
    return (
      <Callout
        tone="warning"
        title="Only observed, without a release"
        actions={mayPublish ? <EndObservation api={api} /> : undefined}
      >
        Denials by policy are logged and let through. {now.by} began it{" "}
        <RelativeTime value={now.since} />: “{now.reason}”. It ends by itself{" "}
        <RelativeTime value={now.until} />.
      </Callout>
    );
  if (api.mode !== "observe" || !observeUntil) return null;
  return (
    <Callout tone="warning" title="Only observed">
      Denials by policy are logged and let through until <RelativeTime value={observeUntil} />.
    </Callout>
  );
}

function EndObservation({ api: { slug, name } }: Pick<Props, "api">) {
  const [open, setOpen] = useState(false);
  const enforce = useCall(observation.enforce);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Enforce now
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Enforce ${name} now?`}
        confirmLabel="Enforce now"
        tone="normal"
        effects={["What its release says counts again at every enforcer at once."]}
        onConfirm={async () => {
          await enforce({ slug });
        }}
      />
    </>
  );
}
