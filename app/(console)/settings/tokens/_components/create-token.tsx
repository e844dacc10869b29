"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./create-token-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { MultiSelectField } from "#components/form/multi-select-field.tsx";
import { NumberField } from "#components/form/number-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { apiTokens } from "#calls/identities/api-tokens";

type Values = z.input<typeof schema>;

type Props = {
  readonly scopes: readonly string[];
  readonly onCancel: () => void;
  readonly onMade: (token: string) => void;
};

export function CreateToken({ scopes, onCancel, onMade }: Props) {
  const create = useCall(apiTokens.create);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./create-token-schema.ts")).schema),
    defaultValues: { name: "", scopes: [], expiresInDays: 90 },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async (values) => onMade((await create(values)).token)}
      footer={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Make token
          </Button>
        </>
      }
    >
      <TextField<Values> name="name" label="What is it for?" />
      <MultiSelectField<Values>
        name="scopes"
        label="Scopes"
        help="Permissions of yours that the token gets."
        options={scopes.map((scope) => ({ value: scope, label: scope }))}
      />
      <NumberField<Values> name="expiresInDays" label="Lasts" unit="days" min={1} max={365} />
    </Form>
  );
}
