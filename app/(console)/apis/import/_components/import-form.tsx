"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { identity } from "./import-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { DocumentField, type ChosenDocument } from "./document-field.tsx";
import { proposeIdentity } from "./propose-identity.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { apiImports } from "#calls/apis/imports";
import { paths } from "#lib/client/paths.ts";

type Values = z.input<typeof identity>;

/** Hands the document in; its page then shows the progress and what it would do. */
export function ImportForm({ into }: { readonly into: Values | null }) {
  const router = useRouter();
  const start = useCall(apiImports.start);
  const [document, setDocument] = useState<ChosenDocument | null>(null);
  const form = useForm<Values, unknown, z.output<typeof identity>>({
    resolver: checkedBy(async () => (await import("./import-schema.ts")).identity),
    defaultValues: into ?? { name: "", slug: "" },
  });
  const choose = (chosen: ChosenDocument | null) => {
    setDocument(chosen);
    if (!chosen || into) return;
    const proposed = proposeIdentity(chosen.text, chosen.fileName);
    for (const key of ["name", "slug"] as const)
      if (!form.getFieldState(key).isDirty) form.setValue(key, proposed[key]);
  };
  return (
    <Card className="max-w-3xl">
      <Form
        form={form}
        onSubmit={async (values) => {
          if (!document) return;
          const { id } = await start({
            document: document.text,
            fileName: document.fileName,
            target: into ? { existing: into.slug } : values,
          });
          router.push(paths.apiImport(id));
        }}
        footer={
          <>
            <ButtonLink href={into ? paths.api(into.slug) : paths.apis()}>Cancel</ButtonLink>
            <Button
              type="submit"
              variant="primary"
              loading={form.formState.isSubmitting}
              disabledReason={document ? null : "Choose a description first."}
            >
              Preview import
            </Button>
          </>
        }
      >
        <DocumentField chosen={document} onChoose={choose} />
        {into ? null : (
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField<Values> name="name" label="Name" />
            <TextField<Values>
              name="slug"
              label="Identity"
              code
              help="Policies name it; it can’t be changed later."
            />
          </div>
        )}
      </Form>
    </Card>
  );
}
