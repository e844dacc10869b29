"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { samples } from "#calls/samples";

/** Evaluation mode comes with sample data, so that the first look shows something; they go in one click. */
export function SampleData() {
  const remove = useCall(samples.remove);
  const [asking, setAsking] = useState(false);
  const { data: counts } = useQuery({
    queryKey: queryKey(samples.count, {}),
    queryFn: ({ signal }) => call(samples.count, {}, { signal }),
    enabled: asking,
  });
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
          ...(counts ? [numbersOf(counts)] : []),
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

function numbersOf(counts: z.output<typeof samples.count.output>): string {
  const parts = [
    formatCount(counts.users, "person", "people"),
    formatCount(counts.devices, "device"),
    formatCount(counts.roles, "role"),
    formatCount(counts.apis, "API"),
    formatCount(counts.policies, "policy", "policies"),
  ];
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)} are removed.`;
}
