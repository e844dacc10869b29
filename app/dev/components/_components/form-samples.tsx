"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { CheckboxField } from "#components/form/checkbox-field.tsx";
import { ComboboxField } from "#components/form/combobox-field.tsx";
import { DateTimeField } from "#components/form/date-time-field.tsx";
import { Form } from "#components/form/form.tsx";
import { MultiSelectField } from "#components/form/multi-select-field.tsx";
import { NumberField } from "#components/form/number-field.tsx";
import { RadioField } from "#components/form/radio-field.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { SwitchField } from "#components/form/switch-field.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { options } from "./sample-data.ts";

const schema = z.object({
  slug: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "Small letters, digits and hyphens, beginning with a letter"),
  email: z.email("An e-mail address"),
  description: z.string(),
  sensitivity: z.string().nullable(),
  owner: z.string().nullable(),
  tags: z.array(z.string()).min(1, "At least one"),
  kind: z.string(),
  ageSeconds: z.number("A number").min(1).nullable(),
  expiresAt: z.string().nullable(),
  undocumented: z.boolean(),
  agreed: z.boolean().refine((value) => value, "Agree first"),
});
type Values = z.infer<typeof schema>;

const empty: Values = {
  slug: "",
  email: "",
  description: "",
  sensitivity: null,
  owner: null,
  tags: [],
  kind: "internal",
  ageSeconds: 900,
  expiresAt: null,
  undocumented: false,
  agreed: false,
};

export function FormSamples() {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: empty });
  const toast = useToast();
  const submit = async (values: Values) => {
    if (values.slug === "taken") throw new Refused();
    toast.success("Saved", values.slug);
  };
  return (
    <div className="max-w-2xl">
      <Card
        title="A form"
        description="Send it empty to see every error; send the slug “taken” to see errors of the server."
      >
        <Form
          form={form}
          onSubmit={submit}
          footer={
            <>
              <Button onClick={() => form.reset()}>Reset</Button>
              <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
                Save
              </Button>
            </>
          }
        >
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField<Values>
              name="slug"
              label="Slug"
              code
              help="Policies name it; it never changes."
            />
            <TextField<Values> name="email" label="E-mail" type="email" />
          </div>
          <TextArea<Values> name="description" label="Description" optional />
          <div className="grid gap-5 sm:grid-cols-2">
            <SelectField<Values>
              name="sensitivity"
              label="Sensitivity"
              options={options}
              optional
            />
            <ComboboxField<Values> name="owner" label="Owner" options={options} optional />
          </div>
          <MultiSelectField<Values>
            name="tags"
            label="Data classes"
            options={options}
            free
            help="Choose, or type your own."
          />
          <RadioField<Values> name="kind" label="Kind" options={options.slice(0, 4)} look="cards" />
          <div className="grid gap-5 sm:grid-cols-2">
            <NumberField<Values>
              name="ageSeconds"
              label="Passkey younger than"
              unit="seconds"
              min={1}
            />
            <DateTimeField<Values> name="expiresAt" label="Until" optional />
          </div>
          <SwitchField<Values>
            name="undocumented"
            label="Allow undocumented operations"
            help="Operations that the description does not name."
          />
          <CheckboxField<Values> name="agreed" label="I know what this does" />
        </Form>
      </Card>
    </div>
  );
}

class Refused extends Error {
  readonly problem = {
    status: 409,
    detail: "The role was not created.",
    requestId: "f3a9c1d2",
    errors: [
      { path: "slug", message: "This slug is taken." },
      { path: "tags.0", message: "There is no such data class." },
      { path: "channel", message: "The channel is frozen." },
    ],
  };
}
