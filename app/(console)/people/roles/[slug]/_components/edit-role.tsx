"use client";
import type { z } from "zod";
import type { schema } from "./edit-role-schema.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useEdit } from "#components/form/use-edit.ts";
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

const valuesOf = ({ name, description }: RoleView): Values => ({ name, description });
const words = { name: "Name", description: "What it is for" };

function EditForm({ role, onClose }: Pick<Props, "role" | "onClose">) {
  const update = useCall(roles.update);
  const edit = useEdit<RoleView, Values, z.output<typeof schema>>({
    record: role,
    valuesOf,
    schema: async () => (await import("./edit-role-schema.ts")).schema,
    send: async (values, { version }) => {
      await update({ slug: role.slug, version, ...values });
      onClose();
      return null;
    },
  });
  return (
    <Form
      form={edit.form}
      guard={false}
      onSubmit={edit.save}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            loading={edit.form.formState.isSubmitting}
            disabledReason={edit.blocked}
          >
            Save
          </Button>
        </>
      }
    >
      <TextField<Values> name="name" label="Name" />
      <TextArea<Values> name="description" label="What it is for" optional />
      <LazyEditConflict conflict={edit.conflict} words={words} />
    </Form>
  );
}
