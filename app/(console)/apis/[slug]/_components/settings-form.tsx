"use client";
import {
  apiFormValues,
  type ApiFormOutput,
  type ApiFormValues,
} from "#components/data/api-form-values.ts";
import { apiFormWords } from "#components/data/api-form-words.ts";
import { ApiSettingsFields } from "#components/data/api-settings-fields.tsx";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { useEdit } from "#components/form/use-edit.ts";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apis, type ApiDetail } from "#calls/apis";

/** All settings at once. */
export function SettingsForm({
  api,
  mayWrite,
}: {
  readonly api: ApiDetail;
  readonly mayWrite: boolean;
}) {
  const toast = useToast();
  const update = useCall(apis.update);
  const edit = useEdit<ApiDetail, ApiFormValues, ApiFormOutput>({
    record: api,
    valuesOf: apiFormValues,
    schema: async () => (await import("#components/data/api-form-schema.ts")).apiFormSchema,
    send: async (values, { version }) => {
      const saved = await update({ slug: api.slug, version, ...values });
      toast.success("Settings saved", "They take effect with the next release.");
      return saved;
    },
  });
  return (
    <div className="max-w-4xl">
      <Form
        form={edit.form}
        onSubmit={edit.save}
        footer={
          <Button
            type="submit"
            variant="primary"
            loading={edit.form.formState.isSubmitting}
            disabledReason={mayWrite ? edit.blocked : "Your role may read APIs, not change them."}
          >
            Save settings
          </Button>
        }
      >
        <ApiSettingsFields />
        <LazyEditConflict conflict={edit.conflict} words={apiFormWords} />
      </Form>
    </div>
  );
}
