"use client";
import { useState } from "react";
import { useForm } from "react-hook-form";
import {
  apiFormValues,
  type ApiFormOutput,
  type ApiFormValues,
} from "#components/data/api-form-values.ts";
import { ApiSettingsFields } from "#components/data/api-settings-fields.tsx";
import { useCall } from "#components/data/use-call.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { Form } from "#components/form/form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apis, type ApiDetail } from "#calls/apis";
import { ApiError } from "#lib/client/api-error.ts";

/** All settings at once. When somebody else was faster, it says what they changed and lets the person decide. */
export function SettingsForm({
  api,
  mayWrite,
}: {
  readonly api: ApiDetail;
  readonly mayWrite: boolean;
}) {
  const toast = useToast();
  const update = useCall(apis.update);
  const [base, setBase] = useState(api);
  const [theirs, setTheirs] = useState<ApiDetail | null>(null);
  const form = useForm<ApiFormValues, unknown, ApiFormOutput>({
    resolver: checkedBy(
      async () => (await import("#components/data/api-form-schema.ts")).apiFormSchema,
    ),
    defaultValues: apiFormValues(api),
  });
  const save = async (values: ApiFormOutput) => {
    try {
      const saved = await update({ slug: api.slug, version: base.version, ...values });
      setBase(saved);
      setTheirs(null);
      form.reset(apiFormValues(saved));
      toast.success("Settings saved", "They take effect with the next release.");
    } catch (error) {
      const current = staleRecord(error);
      if (current) setTheirs(current);
      throw error;
    }
  };
  return (
    <div className="max-w-4xl">
      <Form
        form={form}
        onSubmit={save}
        footer={
          <Button
            type="submit"
            variant="primary"
            loading={form.formState.isSubmitting}
            disabledReason={
              mayWrite
                ? form.formState.isDirty
                  ? null
                  : "Nothing has changed."
                : "Your role may read APIs, not change them."
            }
          >
            Save settings
          </Button>
        }
      >
        <ApiSettingsFields />
        {theirs ? (
          <Conflict
            before={base}
            now={theirs}
            onKeepMine={() => {
              setBase(theirs);
              setTheirs(null);
            }}
            onTakeTheirs={() => {
              setBase(theirs);
              setTheirs(null);
              form.reset(apiFormValues(theirs));
            }}
          />
        ) : null}
      </Form>
    </div>
  );
}

function Conflict(props: {
  readonly before: ApiDetail;
  readonly now: ApiDetail;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}) {
  const before = Object.entries(apiFormValues(props.before));
  const now = new Map(Object.entries(apiFormValues(props.now)));
  const changed = before.filter(([key, value]) => text(value) !== text(now.get(key)));
  return (
    <Callout
      tone="warning"
      live
      title="What changed while you edited"
      actions={
        <>
          <Button size="sm" onClick={props.onKeepMine}>
            Keep my values, then save again
          </Button>
          <Button size="sm" onClick={props.onTakeTheirs}>
            Take theirs, lose mine
          </Button>
        </>
      }
    >
      {changed.length === 0 ? (
        "Only its operations; your settings can be saved again."
      ) : (
        <KeyValueList
          items={changed.map(([key, value]) => ({
            label: key,
            value: `${text(value)} → ${text(now.get(key))}`,
          }))}
        />
      )}
    </Callout>
  );
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function staleRecord(error: unknown): ApiDetail | null {
  if (!(error instanceof ApiError) || error.status !== 412) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server encoded it with the contract's schema
  return (error.problem.current ?? null) as ApiDetail | null;
}
