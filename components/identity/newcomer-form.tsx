"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { checkedBy } from "#components/form/checked-by.ts";
import { Form } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import type { newcomer } from "#lib/authenticators/contract.ts";

type Values = z.input<typeof newcomer>;
type Props = { readonly onDone: (values: z.output<typeof newcomer>) => void };

/** Who the first owner is. */
export function NewcomerForm({ onDone }: Props) {
  const form = useForm<Values, unknown, z.output<typeof newcomer>>({
    resolver: checkedBy(async () => (await import("./newcomer-schema.ts")).newcomer),
    defaultValues: { name: "", email: "" },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={(values) => {
        onDone(values);
        return Promise.resolve();
      }}
      footer={
        <Button type="submit" variant="primary" size="lg" className="w-full">
          Continue
        </Button>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field that this page is for */}
      <TextField<Values> name="name" label="Your name" autoComplete="name" autoFocus />
      <TextField<Values>
        name="email"
        label="E-mail address"
        type="email"
        autoComplete="email"
        help="It names your passkey. Nothing is sent there."
      />
    </Form>
  );
}
