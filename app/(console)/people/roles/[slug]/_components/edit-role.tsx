"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./edit-role-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { roles, type RoleView } from "#calls/identities/roles";

type Props = { readonly role: RoleView; readonly open: boolean; readonly onClose: () => void };

export function EditRole({ role, open, onClose }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Edit ${role.name}`}
      sticky
    >
      {open ? <EditForm role={role} onClose={onClose} /> : null}
    </Dialog>
  );
}

type Values = z.input<typeof schema>;

function EditForm({ role, onClose }: Pick<Props, "role" | "onClose">) {
  const update = useCall(roles.update);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./edit-role-schema.ts")).schema),
    defaultValues: {
      slug: role.slug,
      version: role.version,
      name: role.name,
      description: role.description,
    },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async (values) => {
        await update(values);
        onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Save
          </Button>
        </>
      }
    >
      <TextField<Values> name="name" label="Name" />
      <TextArea<Values> name="description" label="What it is for" optional />
    </Form>
  );
}
