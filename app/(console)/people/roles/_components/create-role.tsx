"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./create-role-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useProposedSlug } from "#components/form/use-proposed-slug.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { paths } from "#lib/client/paths.ts";
import { roles } from "#calls/identities/roles";

export function CreateRole({ mayCreate }: { readonly mayCreate: boolean }) {
  const [open, setOpen] = useQueryState("new", parseAsBoolean.withDefault(false));
  return (
    <>
      <Button
        variant="primary"
        icon={<Plus aria-hidden className="size-4" />}
        disabledReason={mayCreate ? null : "Only administrators can create roles."}
        onClick={() => void setOpen(true)}
      >
        Create a role
      </Button>
      <Dialog
        open={open && mayCreate}
        onOpenChange={(next) => void setOpen(next ? true : null)}
        title="Create a role"
        sticky
      >
        <CreateForm onCancel={() => void setOpen(null)} />
      </Dialog>
    </>
  );
}

type Values = z.input<typeof schema>;

function CreateForm({ onCancel }: { readonly onCancel: () => void }) {
  const router = useRouter();
  const create = useCall(roles.create);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./create-role-schema.ts")).schema),
    defaultValues: { slug: "", name: "", description: "" },
  });
  useProposedSlug(form);
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async (values) => {
        const made = await create(values);
        router.push(paths.role(made.slug));
      }}
      footer={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Create role
          </Button>
        </>
      }
    >
      <TextField<Values> name="name" label="Name" />
      <TextField<Values>
        name="slug"
        label="Identity"
        code
        help="Policies name it like this, like billing-clerk. It never changes."
      />
      <TextArea<Values> name="description" label="What it is for" optional />
    </Form>
  );
}
