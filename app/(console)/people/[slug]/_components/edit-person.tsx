"use client";
import type { z } from "zod";
import type { schema } from "./edit-person-schema.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useEdit } from "#components/form/use-edit.ts";
import { attributesText } from "#components/identity/attributes-text.ts";
import { consoleRoleOptions } from "#components/identity/person-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { users, type UserDetail } from "#calls/identities/users";
import type { Rights } from "./person-detail.tsx";

type Values = z.input<typeof schema>;

/** What a refused edit gives back of a person. */
type Stored = Pick<UserDetail, "name" | "email" | "consoleRole" | "attributes" | "version">;

const valuesOf = (person: Stored): Values => ({
  name: person.name,
  email: person.email,
  consoleRole: person.consoleRole,
  attributes: attributesText(person.attributes),
});

const words = {
  name: "Name",
  email: "E-mail address",
  consoleRole: {
    label: "Console role",
    values: Object.fromEntries(consoleRoleOptions.map(({ value, label }) => [value, label])),
  },
  attributes: "Attributes",
};

type Props = {
  readonly person: UserDetail;
  readonly rights: Rights;
  readonly open: boolean;
  readonly onClose: () => void;
};

export function EditPerson(props: Props) {
  const { person, open, onClose } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Edit ${person.name}`}
      sticky
    >
      {open ? <EditForm {...props} /> : null}
    </Dialog>
  );
}

function EditForm({ person, rights, onClose }: Props) {
  const update = useCall(users.update);
  const edit = useEdit<Stored, Values, z.output<typeof schema>>({
    record: person,
    valuesOf,
    schema: async () => (await import("./edit-person-schema.ts")).schema,
    send: async (values, { version }) => {
      await update({ slug: person.slug, version, ...values });
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
      <TextField<Values> name="email" label="E-mail address" type="email" />
      <SelectField<Values>
        name="consoleRole"
        label="Console role"
        options={consoleRoleOptions}
        disabled={!rights.administer || rights.isSelf}
      />
      <TextArea<Values>
        name="attributes"
        label="Attributes"
        disabled={rights.isSelf}
        code
        optional
        help="One a line, like department: finance. Lists with commas in brackets: regions: [eu, us]."
      />
      <LazyEditConflict conflict={edit.conflict} words={words} />
    </Form>
  );
}
