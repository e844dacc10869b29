"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./add-operation-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { apis } from "#calls/apis";

type Values = z.input<typeof schema>;

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "QUERY"];

/** One operation that no description knows. */
export function AddOperation({ slug }: { readonly slug: string }) {
  const [open, setOpen] = useState(false);
  const add = useCall(apis.addOperation);
  const form = useForm<Values>({
    resolver: checkedBy(async () => (await import("./add-operation-schema.ts")).schema),
    defaultValues: { method: "GET", template: "", operationId: "", summary: "" },
  });
  return (
    <>
      <Button
        size="sm"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => {
          form.reset();
          setOpen(true);
        }}
      >
        Add operation
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Add an operation" sticky>
        <Form
          form={form}
          guard={false}
          onSubmit={async (values) => {
            await add({ slug, ...values });
            setOpen(false);
          }}
          footer={
            <>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
                Add operation
              </Button>
            </>
          }
        >
          <SelectField<Values>
            name="method"
            label="Method"
            options={methods.map((value) => ({ value, label: value }))}
          />
          <TextField<Values>
            name="template"
            label="Path"
            code
            help="Relative to the base path: /users/{id}; {path+} at the end stands for several segments."
          />
          <TextField<Values>
            name="operationId"
            label="Name in policies"
            optional
            code
            help="Without one it is called by method and path."
          />
          <TextField<Values> name="summary" label="Summary" optional />
        </Form>
      </Dialog>
    </>
  );
}
