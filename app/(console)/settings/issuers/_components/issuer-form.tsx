"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { createSchema, editSchema } from "./issuer-schema.ts";
import { IssuerFields } from "./issuer-fields.tsx";
import { useCall } from "#components/data/use-call.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { Form } from "#components/form/form.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useEdit } from "#components/form/use-edit.ts";
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

const valuesOf = (issuer: IssuerView): EditValues => ({
  name: issuer.name,
  jwksUri: issuer.jwksUri ?? "",
  pinnedJwks: "",
  groups: issuer.groups.join("\n"),
  jit: issuer.jit,
  trustedForAssurance: issuer.trustedForAssurance,
});

const words = {
  name: "Name",
  jwksUri: "Address of its keys",
  groups: "Groups that it may assert",
  jit: "People whom we don’t know count as authenticated",
  trustedForAssurance: "Believe how people signed in",
};

export function EditIssuer({
  issuer,
  onDone,
}: {
  readonly issuer: IssuerView;
  readonly onDone: () => void;
}) {
  const update = useCall(issuers.update);
  const edit = useEdit<IssuerView, EditValues, z.output<typeof editSchema>>({
    record: issuer,
    valuesOf,
    schema: async () => (await import("./issuer-schema.ts")).editSchema,
    send: async ({ pinnedJwks, ...values }, { slug, version, pinned }) => {
      // Left empty, keys that were handed in stay.
      const keys = pinned && pinnedJwks === null ? {} : { pinnedJwks };
      await update({ slug, version, ...values, ...keys });
      onDone();
      return null;
    },
  });
  return (
    <Form
      form={edit.form}
      guard={false}
      onSubmit={edit.save}
      footer={
        <Buttons
          label="Save"
          busy={edit.form.formState.isSubmitting}
          blocked={edit.blocked}
          onCancel={onDone}
        />
      }
    >
      <TextField<EditValues> name="name" label="Name" />
      <IssuerFields pinned={issuer.pinned} />
      <LazyEditConflict conflict={edit.conflict} words={words} />
    </Form>
  );
}

type ButtonsProps = {
  readonly label: string;
  readonly busy: boolean;
  readonly blocked?: string | null;
  readonly onCancel: () => void;
};

function Buttons({ label, busy, blocked = null, onCancel }: ButtonsProps) {
  return (
    <>
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" variant="primary" loading={busy} disabledReason={blocked}>
        {label}
      </Button>
    </>
  );
}
