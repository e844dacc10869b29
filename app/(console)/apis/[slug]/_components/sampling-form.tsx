"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./sampling-schema.ts";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { Form } from "#components/form/form.tsx";
import { NumberField } from "#components/form/number-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { decisions } from "#calls/decisions";

type Values = z.input<typeof schema>;
type Props = {
  readonly slug: string;
  readonly initial: z.output<typeof decisions.sampling.output>;
  readonly mayWrite: boolean;
};

/** No part of a release: what is decided stays the same, whatever is kept of it. */
export function SamplingForm({ slug, initial, mayWrite }: Props) {
  const toast = useToast();
  const { items } = useRead(decisions.sampling, {}, initial).data;
  const set = useCall(decisions.setSampling);
  const form = useForm<Values>({
    resolver: checkedBy(async () => (await import("./sampling-schema.ts")).schema),
    values: { keepOneIn: items.find(({ api }) => api === slug)?.keepOneIn ?? 1 },
  });
  return (
    <Card
      title="Decision log"
      description="Takes effect in seconds, without a release."
      className="mt-6 max-w-4xl"
    >
      <Form
        form={form}
        onSubmit={async (values) => {
          await set({ slug, ...values });
          toast.success("Saved", "It holds for what is decided from ten seconds on.");
        }}
        footer={
          <Button
            type="submit"
            variant="primary"
            loading={form.formState.isSubmitting}
            disabledReason={
              mayWrite
                ? form.formState.isDirty
                  ? null
                  : "Nothing has changed."
                : "Your role may read APIs, not change them."
            }
          >
            Save
          </Button>
        }
      >
        <NumberField<Values>
          name="keepOneIn"
          label="Of the allows keep 1 in"
          help="1 keeps all. Denials and challenges are always kept, and allows by a degraded enforcer, or that shadow policies would turn. Figures and alarms count every decision, kept or not."
        />
      </Form>
    </Card>
  );
}
