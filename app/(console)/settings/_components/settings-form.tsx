"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { NumberField } from "#components/form/number-field.tsx";
import { SwitchField } from "#components/form/switch-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { settings as contracts, type SettingsView } from "#lib/settings/contract.ts";

const schema = z.object({
  tokensMayPublish: z.boolean(),
  leaseSeconds: z
    .number({ error: "must be a number of seconds" })
    .int()
    .min(20, "20 seconds at least")
    .max(604_800, "7 days at most"),
  keyMaxAgeDays: z
    .number({ error: "must be a number of days" })
    .int()
    .min(1, "one day at least")
    .max(3650, "ten years at most"),
});
type Values = z.input<typeof schema>;

/** 86400 → ", that is 1 day". */
function leaseWord(seconds: number): string {
  for (const [unit, size] of units)
    if (seconds > 0 && seconds % size === 0)
      return `, that is ${formatCount(seconds / size, unit)}`;
  return "";
}

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

export function SettingsForm({ settings }: { readonly settings: SettingsView }) {
  const toast = useToast();
  const update = useCall(contracts.update);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    values: {
      tokensMayPublish: settings.tokensMayPublish,
      leaseSeconds: settings.leaseSeconds,
      keyMaxAgeDays: settings.keyMaxAgeDays,
    },
  });
  const leaseSeconds = useWatch({ control: form.control, name: "leaseSeconds" });
  return (
    <Card title="Publishing and enforcement">
      <Form
        form={form}
        onSubmit={async (values) => {
          await update(values);
          toast.success("Settings saved");
        }}
        footer={
          <Button
            type="submit"
            variant="primary"
            loading={form.formState.isSubmitting}
            disabledReason={form.formState.isDirty ? null : "Nothing has changed."}
          >
            Save
          </Button>
        }
      >
        <SwitchField<Values>
          name="tokensMayPublish"
          label="API tokens may publish"
          help="Off: what a token publishes waits until a person approves it with a passkey."
        />
        <NumberField<Values>
          name="leaseSeconds"
          label="Lease"
          unit={`seconds${leaseWord(leaseSeconds)}`}
          help="How long an enforcer goes on without hearing from the authority; then it denies. Longer survives longer outages, shorter limits how long a cut-off enforcer can be held on yesterday’s truth."
        />
        <NumberField<Values>
          name="keyMaxAgeDays"
          label="Signing keys are replaced after"
          unit="days"
          help="Keys for bundles and access tokens get a successor at that age, without a failed decision."
        />
      </Form>
    </Card>
  );
}
