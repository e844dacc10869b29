"use client";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./decision-storage-schema.ts";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { Form } from "#components/form/form.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { NumberField } from "#components/form/number-field.tsx";
import { useEdit } from "#components/form/use-edit.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatBytes, formatCount, formatNumber } from "#components/ui/format-number.ts";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { paths } from "#lib/client/paths.ts";
import { decisions } from "#calls/decisions";
import { settings as contracts, type SettingsView } from "#calls/settings";

type Storage = z.output<typeof decisions.storage.output>;
type Props = { readonly settings: SettingsView; readonly initial: Storage };

type Values = z.input<typeof schema>;

const valuesOf = (settings: SettingsView): Values => ({
  decisionRetentionDays: settings.decisionRetentionDays,
});
const words = { decisionRetentionDays: "Decisions are kept for days" };
const dayMs = 86_400_000;

/** How long decisions are kept, how many there are, and what was dropped last. */
export function DecisionStorage({ settings, initial }: Props) {
  const toast = useToast();
  const update = useCall(contracts.update);
  const storage = useRead(decisions.storage, {}, initial, 30_000).data;
  const edit = useEdit<SettingsView, Values, Values>({
    record: settings,
    valuesOf,
    schema: async () => (await import("./decision-storage-schema.ts")).schema,
    send: async (values, { version }) => {
      const saved = await update({ version, ...values });
      toast.success("Settings saved");
      return saved;
    },
  });
  const { form } = edit;
  const days = useWatch({ control: form.control, name: "decisionRetentionDays" });
  return (
    <Card title="Decisions" description="What enforcers decided, day by day.">
      <div className="space-y-5">
        <StorageFacts storage={storage} />
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
          <NumberField<Values>
            name="decisionRetentionDays"
            label="Decisions are kept for"
            unit="days"
            help="Whole days older than that are dropped, and with them what was lost or unreadable then. The audit log is never dropped."
          />
          {days < storage.keptDays ? <Loss storage={storage} keptDays={days} /> : null}
          <LazyEditConflict conflict={edit.conflict} words={words} />
        </Form>
      </div>
    </Card>
  );
}

function StorageFacts({ storage: { days, dropped } }: { readonly storage: Storage }) {
  const [last] = dropped;
  const sum = (of: (day: Storage["days"][number]) => number) =>
    days.reduce((total, day) => total + of(day), 0);
  return (
    <KeyValueList
      items={[
        {
          label: "Kept now",
          value:
            days.length === 0
              ? "None yet"
              : `About ${formatCount(
                  sum((day) => day.decisions),
                  "decision",
                )} of ${formatCount(days.length, "day")}, ${formatBytes(sum((day) => day.bytes))}`,
        },
        { label: "The oldest day", value: days[0]?.day ?? null },
        {
          label: "Dropped last",
          value: last ? (
            <>
              {last.what}: {formatCount(last.decisions, "decision")},{" "}
              <RelativeTime value={last.at} />.{" "}
              <TextLink href={paths.audit({ action: "decision.drop" })}>
                All that was dropped
              </TextLink>
            </>
          ) : (
            "Nothing yet"
          ),
        },
      ]}
    />
  );
}

/** What a shorter time costs, before it does. */
function Loss({ storage, keptDays }: { readonly storage: Storage; readonly keptDays: number }) {
  const [now] = useState(Date.now);
  const cutoff = now - keptDays * dayMs;
  const lost = storage.days.filter(({ day }) => Date.parse(day) + dayMs <= cutoff);
  const count = lost.reduce((sum, day) => sum + day.decisions, 0);
  if (lost.length === 0) return null;
  return (
    <Callout
      tone="warning"
      live
      title={`This drops ${formatCount(lost.length, "day")} with about ${formatNumber(count)} decisions`}
    >
      Within a minute, and nothing brings them back.
    </Callout>
  );
}
