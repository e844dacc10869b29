"use client";
import { UserPlus } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./invite-person-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { MultiSelectField } from "#components/form/multi-select-field.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { LinkDialog } from "#components/identity/link-dialog.tsx";
import { consoleRoleOptions } from "#components/identity/person-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { users } from "#calls/identities/users";

type RoleOption = { readonly value: string; readonly label: string };
type Props = {
  readonly roles: readonly RoleOption[];
  readonly mayInvite: boolean;
  readonly mayAdminister: boolean;
};

/** Invites somebody; the link is shown once. */
export function InvitePerson({ roles, mayInvite, mayAdminister }: Props) {
  const [open, setOpen] = useQueryState("invite", parseAsBoolean.withDefault(false));
  const [made, setMade] = useState<{ link: string; name: string } | null>(null);
  return (
    <>
      <Button
        variant="primary"
        icon={<UserPlus aria-hidden className="size-4" />}
        disabledReason={mayInvite ? null : "Only administrators can invite people."}
        onClick={() => void setOpen(true)}
      >
        Invite a person
      </Button>
      <Dialog
        open={open && mayInvite}
        onOpenChange={(next) => void setOpen(next ? true : null)}
        title="Invite a person"
        description="They get a one-time link from you, and make their passkey with it."
        sticky
      >
        <InviteForm
          roles={roles}
          mayAdminister={mayAdminister}
          onCancel={() => void setOpen(null)}
          onMade={(link, name) => {
            void setOpen(null);
            setMade({ link, name });
          }}
        />
      </Dialog>
      <LinkDialog
        title={`Invitation for ${made?.name ?? ""}`}
        hint="Send it to them over a channel you trust. It works once, for seven days."
        link={made?.link ?? null}
        onDone={() => setMade(null)}
      />
    </>
  );
}

type Values = z.input<typeof schema>;
type FormProps = {
  readonly roles: readonly RoleOption[];
  readonly mayAdminister: boolean;
  readonly onCancel: () => void;
  readonly onMade: (link: string, name: string) => void;
};

function InviteForm({ roles, mayAdminister, onCancel, onMade }: FormProps) {
  const invite = useCall(users.invite);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./invite-person-schema.ts")).schema),
    defaultValues: { name: "", email: "", consoleRole: "user", roles: [], reason: "Invited" },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async (values) => {
        const { link } = await invite(values);
        onMade(link, values.name);
      }}
      footer={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Make the invitation
          </Button>
        </>
      }
    >
      <TextField<Values> name="name" label="Name" />
      <TextField<Values> name="email" label="E-mail address" type="email" />
      <MultiSelectField<Values>
        name="roles"
        label="Roles"
        help="What policies name. More can be given later."
        options={[...roles]}
        optional
      />
      <TextField<Values> name="reason" label="Why" help="It is kept with the roles." />
      <SelectField<Values>
        name="consoleRole"
        label="Console role"
        disabled={!mayAdminister}
        options={consoleRoleOptions}
      />
    </Form>
  );
}
