"use client";
import { useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { Form } from "#components/form/form.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useProposedSlug } from "#components/form/use-proposed-slug.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Channel } from "./channel-board.tsx";
import type { schema } from "./create-channel-schema.ts";
import { channels as contract } from "#calls/channels";

type Values = z.input<typeof schema>;
type Props = { readonly channels: readonly Channel[]; readonly onDone: () => void };

export function CreateChannel({ channels, onDone }: Props) {
  const create = useCall(contract.create);
  const first = channels[0];
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./create-channel-schema.ts")).schema),
    defaultValues: { name: "", slug: "", before: first?.slug ?? "" },
  });
  useProposedSlug(form);
  const before = useWatch({ control: form.control, name: "before" });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async (values) => {
        await create(values);
        onDone();
      }}
      footer={
        <>
          <Button onClick={onDone}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Add channel
          </Button>
        </>
      }
    >
      <TextField<Values> name="name" label="Name" help="For example Staging." />
      <TextField<Values>
        name="slug"
        label="Identity"
        help="It is in every signature of the channel and can’t be changed later."
        code
      />
      <SelectField<Values>
        name="before"
        label="Its releases are promoted to"
        options={channels.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      {before === first?.slug ? (
        <Callout tone="info" title="It becomes the channel that is published to">
          What is written goes there first, and reaches {first?.name} only when it is promoted.
        </Callout>
      ) : null}
    </Form>
  );
}
