"use client";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./new-api-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useProposedSlug } from "#components/form/use-proposed-slug.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { apis } from "#calls/apis";
import { paths } from "#lib/client/paths.ts";

type Values = z.input<typeof schema>;

/** Only its identity; the page it leads to has everything else. */
export function NewApiForm() {
  const router = useRouter();
  const create = useCall(apis.create);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./new-api-schema.ts")).schema),
    defaultValues: { name: "", slug: "" },
  });
  useProposedSlug(form);
  return (
    <Card className="max-w-2xl">
      <Form
        form={form}
        onSubmit={async (values) => {
          const api = await create(values);
          router.push(paths.api(api.slug, "settings"));
        }}
        footer={
          <>
            <ButtonLink href={paths.apis()}>Cancel</ButtonLink>
            <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
              Create API
            </Button>
          </>
        }
      >
        <TextField<Values> name="name" label="Name" />
        <TextField<Values>
          name="slug"
          label="Identity"
          help="Policies name it; it can’t be changed later. Lower-case letters, digits and dashes."
          code
        />
      </Form>
    </Card>
  );
}
