"use client";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./settings-schema.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { NumberField } from "#components/form/number-field.tsx";
import { SwitchField } from "#components/form/switch-field.tsx";
import { useEdit } from "#components/form/use-edit.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { settings as contracts, type SettingsView } from "#calls/settings";

type Values = z.input<typeof schema>;

const valuesOf = ({ tokensMayPublish, leaseSeconds, keyMaxAgeDays }: SettingsView): Values => ({
  tokensMayPublish,
  leaseSeconds,
  keyMaxAgeDays,
});

const words = {
  tokensMayPublish: "API tokens may publish",
  leaseSeconds: "Lease, in seconds",
  keyMaxAgeDays: "Signing keys are replaced after days",
};

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
  const edit = useEdit<SettingsView, Values, Values>({
    record: settings,
    valuesOf,
    schema: async () => (await import("./settings-schema.ts")).schema,
    send: async (values, { version }) => {
      const saved = await update({ version, ...values });
      toast.success("Settings saved");
      return saved;
    },
  });
  const { form } = edit;
  const leaseSeconds = useWatch({ control: form.control, name: "leaseSeconds" });
  return (
    <Card title="Publishing and enforcement">
      <Form
        form={form}
        onSubmit={edit.save}
        footer={
          <Button
            type="submit"
            variant="primary"
            loading={form.formState.isSubmitting}
            disabledReason={edit.blocked}
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
        <LazyEditConflict conflict={edit.conflict} words={words} />
      </Form>
    </Card>
  );
}
