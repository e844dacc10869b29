"use client";
import { useState } from "react";
import type { z } from "zod";
import type { schema } from "./edit-enforcer-schema.ts";
import type { Enforcer } from "./enforcer-detail.tsx";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useEdit } from "#components/form/use-edit.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { enforcers } from "#calls/enforcers";

type Values = z.output<typeof schema>;

/** What a refused edit gives back of an enforcer. */
type Stored = Pick<Enforcer, "name" | "gatewayUrl" | "version">;

const valuesOf = ({ name, gatewayUrl }: Stored): Values => ({ name, gatewayUrl: gatewayUrl ?? "" });
const words = { name: "Name", gatewayUrl: "Gateway" };

/** Its name, and where requests go that people send from here. */
export function EditEnforcer({ enforcer }: { readonly enforcer: Enforcer }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Edit</Button>
      <Dialog open={open} onOpenChange={setOpen} title={`Edit ${enforcer.name}`} sticky>
        {open ? <EditForm enforcer={enforcer} onClose={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

function EditForm({
  enforcer,
  onClose,
}: {
  readonly enforcer: Enforcer;
  readonly onClose: () => void;
}) {
  const update = useCall(enforcers.update);
  const edit = useEdit<Stored, Values, Values>({
    record: enforcer,
    valuesOf,
    schema: async () => (await import("./edit-enforcer-schema.ts")).schema,
    send: async ({ name, gatewayUrl }, { version }) => {
      const { slug } = enforcer;
      await update({ slug, version, name, gatewayUrl: gatewayUrl === "" ? null : gatewayUrl });
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
      <TextField<Values>
        name="gatewayUrl"
        label="Gateway"
        code
        optional
        placeholder="https://gateway.internal:8443"
        help="Where the gateway listens that asks this enforcer, as the console reaches it: scheme, host and port. “Send a request” connects to this address and to no other. Your passkey is asked for."
      />
      <LazyEditConflict conflict={edit.conflict} words={words} />
    </Form>
  );
}
