"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./rename-dialog-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { Form } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

type Values = z.output<typeof schema>;

type Props = {
  readonly thing: string;
  /** The name it has; null while nothing is renamed. */
  readonly current: string | null;
  readonly onClose: () => void;
  readonly onRename: (name: string) => Promise<void>;
};

export function RenameDialog({ thing, current, onClose, onRename }: Props) {
  return (
    <Dialog
      open={current !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Rename ${thing}`}
      size="sm"
      sticky
    >
      {current === null ? null : (
        <RenameForm current={current} onClose={onClose} onRename={onRename} />
      )}
    </Dialog>
  );
}

type FormProps = Omit<Props, "thing" | "current"> & { readonly current: string };

function RenameForm({ current, onClose, onRename }: FormProps) {
  const form = useForm<Values>({
    resolver: checkedBy(async () => (await import("./rename-dialog-schema.ts")).schema),
    defaultValues: { name: current },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async ({ name }) => {
        await onRename(name);
        onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Rename
          </Button>
        </>
      }
    >
      <TextField<Values> name="name" label="Name" />
    </Form>
  );
}
