"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { createSchema, editSchema } from "./issuer-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { IssuerFields } from "./issuer-fields.tsx";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useProposedSlug } from "#components/form/use-proposed-slug.ts";
import { Button } from "#components/ui/button.tsx";
import { issuers, type IssuerView } from "#calls/issuers";

export type IssuerValues = z.input<typeof createSchema>;

export function CreateIssuer({ onDone }: { readonly onDone: () => void }) {
  const create = useCall(issuers.create);
  const form = useForm<IssuerValues, unknown, z.output<typeof createSchema>>({
    resolver: checkedBy(async () => (await import("./issuer-schema.ts")).createSchema),
    defaultValues: {
      slug: "",
      name: "",
      issuer: "",
      jwksUri: "",
      pinnedJwks: "",
      groups: "",
      jit: false,
      trustedForAssurance: false,
    },
  });
  useProposedSlug(form);
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async (values) => {
        await create(values);
        onDone();
      }}
      footer={<Buttons label="Trust issuer" busy={form.formState.isSubmitting} onCancel={onDone} />}
    >
      <TextField<IssuerValues> name="name" label="Name" />
      <TextField<IssuerValues>
        name="slug"
        label="Identity"
        code
        help="Policies name it like this. It never changes."
      />
      <TextField<IssuerValues>
        name="issuer"
        label="Issuer"
        type="url"
        code
        help="The claim iss of its tokens, to the letter. It never changes."
      />
      <IssuerFields pinned={false} />
    </Form>
  );
}

type EditValues = z.input<typeof editSchema>;

export function EditIssuer({
  issuer,
  onDone,
}: {
  readonly issuer: IssuerView;
  readonly onDone: () => void;
}) {
  const update = useCall(issuers.update);
  const form = useForm<EditValues, unknown, z.output<typeof editSchema>>({
    resolver: checkedBy(async () => (await import("./issuer-schema.ts")).editSchema),
    defaultValues: {
      slug: issuer.slug,
      version: issuer.version,
      name: issuer.name,
      jwksUri: issuer.jwksUri ?? "",
      pinnedJwks: "",
      groups: issuer.groups.join("\n"),
      jit: issuer.jit,
      trustedForAssurance: issuer.trustedForAssurance,
    },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async ({ pinnedJwks, ...values }) => {
        // Left empty, keys that were handed in stay.
        const keep = issuer.pinned && pinnedJwks === null;
        await update(keep ? values : { ...values, pinnedJwks });
        onDone();
      }}
      footer={<Buttons label="Save" busy={form.formState.isSubmitting} onCancel={onDone} />}
    >
      <TextField<EditValues> name="name" label="Name" />
      <IssuerFields pinned={issuer.pinned} />
    </Form>
  );
}

type ButtonsProps = {
  readonly label: string;
  readonly busy: boolean;
  readonly onCancel: () => void;
};

function Buttons({ label, busy, onCancel }: ButtonsProps) {
  return (
    <>
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" variant="primary" loading={busy}>
        {label}
      </Button>
    </>
  );
}
