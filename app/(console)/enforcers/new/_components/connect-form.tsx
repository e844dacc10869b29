"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./connect-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { RadioField } from "#components/form/radio-field.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useProposedSlug } from "#components/form/use-proposed-slug.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { paths } from "#lib/client/paths.ts";
import { enforcers } from "#calls/enforcers";

type Values = z.input<typeof schema>;

const kinds = [
  {
    value: "sallyport",
    label: "Sallyport enforcer",
    description: "For nginx, Traefik, Caddy, or as a proxy. One file, plain Node.",
  },
  {
    value: "opa",
    label: "Open Policy Agent",
    description: "Your unmodified OPA, asked through its Data API.",
  },
];

type Props = { readonly channels: readonly { readonly slug: string; readonly name: string }[] };

/** Makes the enforcer, shows its credential once, then leads to its page with the configuration filled in. */
export function ConnectForm({ channels }: Props) {
  const router = useRouter();
  const create = useCall(enforcers.create);
  const [made, setMade] = useState<{ readonly slug: string; readonly credential: string } | null>(
    null,
  );
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./connect-schema.ts")).schema),
    defaultValues: {
      name: "",
      slug: "",
      kind: "sallyport",
      channel: channels.at(-1)?.slug ?? "production",
    },
  });
  useProposedSlug(form);
  if (made)
    return (
      <Card title="Its credential" className="max-w-2xl">
        <SecretOnce
          label="Enforcer credential"
          value={made.credential}
          hint="Store it where only the enforcer can read it."
          onDone={() => router.push(paths.enforcer(made.slug))}
        />
      </Card>
    );
  return (
    <Card className="max-w-2xl">
      <Form
        form={form}
        onSubmit={async (values) => {
          const { enforcer, credential } = await create(values);
          setMade({ slug: enforcer.slug, credential });
        }}
        footer={
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Create credential
          </Button>
        }
      >
        <RadioField<Values> name="kind" label="Kind" options={kinds} look="cards" />
        <TextField<Values>
          name="name"
          label="Name"
          help="What people call it, for example “Edge, Frankfurt”."
        />
        <TextField<Values>
          name="slug"
          label="Identity"
          help="Lower-case letters, digits and dashes; it can’t be changed later."
          code
        />
        {channels.length > 1 ? (
          <SelectField<Values>
            name="channel"
            label="Channel"
            help="What it follows: its credential says so, and no file of its own."
            options={channels.map((each) => ({ value: each.slug, label: each.name }))}
          />
        ) : null}
      </Form>
    </Card>
  );
}
