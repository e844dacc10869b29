"use client";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./edit-enforcer-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import type { Enforcer } from "./enforcer-detail.tsx";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { enforcers } from "#calls/enforcers";

type Values = z.output<typeof schema>;

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
  const form = useForm<Values>({
    resolver: checkedBy(async () => (await import("./edit-enforcer-schema.ts")).schema),
    defaultValues: { name: enforcer.name, gatewayUrl: enforcer.gatewayUrl ?? "" },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async ({ name, gatewayUrl }) => {
        await update({
          slug: enforcer.slug,
          version: enforcer.version,
          name,
          gatewayUrl: gatewayUrl === "" ? null : gatewayUrl,
        });
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
      <TextField<Values>
        name="gatewayUrl"
        label="Gateway"
        code
        optional
        placeholder="https://gateway.internal:8443"
        help="Where the gateway listens that asks this enforcer, as the console reaches it: scheme, host and port. “Send a request” connects to this address and to no other. Your passkey is asked for."
      />
    </Form>
  );
}
