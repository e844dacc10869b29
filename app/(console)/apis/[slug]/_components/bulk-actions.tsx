"use client";
import { useState } from "react";
import { sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apis, sensitivities } from "#calls/apis";

const inherit = "inherit";

/** What can be done with all chosen operations at once. */
export function BulkActions({
  slug,
  ids,
  onDone,
}: {
  readonly slug: string;
  readonly ids: readonly string[];
  readonly onDone: () => void;
}) {
  const update = useCall(apis.updateOperations);
  const remove = useCall(apis.removeOperations);
  const toast = useToast();
  const [removing, setRemoving] = useState(false);
  const count = formatCount(ids.length, "operation");
  const classify = async (value: string) => {
    try {
      await update({
        slug,
        ids: [...ids],
        sensitivity: sensitivities.find((each) => each === value) ?? null,
      });
      toast.success(`${count} changed`, "It takes effect with the next release.");
      onDone();
    } catch (error) {
      toast.error("Not changed", error instanceof Error ? error.message : undefined);
    }
  };
  return (
    <>
      <Select
        aria-label="Set the sensitivity of all chosen"
        placeholder="Set sensitivity…"
        className="w-44"
        options={[{ value: inherit, label: "Inherit" }, ...sensitivityOptions]}
        value={null}
        onChange={(value) => void classify(value)}
      />
      <Button size="sm" variant="danger-quiet" onClick={() => setRemoving(true)}>
        Remove
      </Button>
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${count}`}
        confirmLabel="Remove operations"
        tone="danger"
        effects={[
          "With the next release calls of them are denied as unknown operations.",
          "While a policy names one of them, removing is refused.",
        ]}
        onConfirm={async () => {
          await remove({ slug, ids: [...ids] });
          onDone();
        }}
      />
    </>
  );
}
