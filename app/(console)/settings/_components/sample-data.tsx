"use client";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { samples } from "#lib/samples/contract.ts";

/** Evaluation mode comes with sample data, so that the first look shows something; they go in one click. */
export function SampleData() {
  const remove = useCall(samples.remove);
  const [asking, setAsking] = useState(false);
  return (
    <Card
      title="Sample data"
      description="People, devices, an API and policies made by the first start, labelled “Sample”."
    >
      <Button onClick={() => setAsking(true)}>Remove sample data</Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove all sample data?"
        effects={[
          "Everything labelled “Sample” goes, including the evaluation owner and its API token.",
          "What you made yourself stays.",
          "Enforcers follow with the next release you publish.",
        ]}
        confirmLabel="Remove sample data"
        onConfirm={async () => {
          await remove({});
        }}
      />
    </Card>
  );
}
