"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./grant-dialog-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { DateTimeField } from "#components/form/date-time-field.tsx";
import { Form } from "#components/form/form.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { grants } from "#calls/identities/grants";

type Props = {
  readonly open: boolean;
  readonly user: { readonly slug: string; readonly name: string };
  readonly roles: readonly { readonly value: string; readonly label: string }[];
  readonly onClose: () => void;
};

/** A role, why, and until when. */
export function GrantDialog({ open, user, roles, onClose }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Give ${user.name} a role`}
      description="It reaches every enforcer at once."
      sticky
    >
      {open ? <GrantForm user={user.slug} roles={roles} onClose={onClose} /> : null}
    </Dialog>
  );
}

type Values = z.input<typeof schema>;

function GrantForm({
  user,
  roles,
  onClose,
}: Pick<Props, "roles" | "onClose"> & { readonly user: string }) {
  const create = useCall(grants.create);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./grant-dialog-schema.ts")).schema),
    defaultValues: { user, role: roles[0]?.value ?? "", reason: "", expiresAt: null },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async (values) => {
        await create(values);
        onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Give role
          </Button>
        </>
      }
    >
      <SelectField<Values> name="role" label="Role" options={roles} />
      <TextField<Values> name="reason" label="Why" help="Reviews ask for it again." />
      <DateTimeField<Values> name="expiresAt" label="Until" optional />
    </Form>
  );
}
