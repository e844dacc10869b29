"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { DiscardButton } from "./discard-button.tsx";
import { ServerChoice } from "./server-choice.tsx";
import {
  newApiValues,
  type ApiFormOutput,
  type ApiFormValues,
} from "#components/data/api-form-values.ts";
import { ApiSettingsFields } from "#components/data/api-settings-fields.tsx";
import { useCall } from "#components/data/use-call.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { Form } from "#components/form/form.tsx";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem } from "#components/form/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { apiImports, type ImportDetail } from "#calls/apis/imports";
import { paths } from "#lib/client/paths.ts";

type Props = { readonly data: ImportDetail };

/** The last step: for a new API with its classification and hosts, else with what to remove. */
export function ApplyForm({ data }: Props) {
  return data.isNew ? <NewApi data={data} /> : <ExistingApi data={data} />;
}

function NewApi({ data }: Props) {
  const router = useRouter();
  const apply = useCall(apiImports.apply);
  const slashed = data.description?.slashed ?? 0;
  const servers = data.description?.servers ?? [];
  const form = useForm<ApiFormValues, unknown, ApiFormOutput>({
    resolver: checkedBy(
      async () => (await import("#components/data/api-form-schema.ts")).apiFormSchema,
    ),
    defaultValues: proposedValues(data, servers),
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { slug } = await apply({ id: data.id, ...values });
        router.push(paths.api(slug));
      }}
      footer={
        <>
          <DiscardButton id={data.id} />
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Create API with {formatCount(data.difference?.added.length ?? 0, "operation")}
          </Button>
        </>
      }
    >
      <ServerChoice servers={servers} />
      {slashed > 0 ? (
        <Callout>
          {formatCount(slashed, "operation")} end in a slash: they are imported only with “Trailing
          slashes: Required”.
        </Callout>
      ) : null}
      <ApiSettingsFields />
    </Form>
  );
}

type Servers = NonNullable<ImportDetail["description"]>["servers"];

/** Hosts of the whole document, without wildcards; trailing slashes as most of its paths have them. */
function proposedValues(data: ImportDetail, servers: Servers): ApiFormValues {
  const { slashed = 0, operations = 0 } = data.description ?? {};
  return {
    ...newApiValues(data.slug, data.name),
    description: data.description?.about ?? "",
    trailingSlash: slashed * 2 > operations ? "required" : "refuse",
    hosts: servers.flatMap(({ host, basePath, from }) =>
      host !== null && from === "document" && !host.startsWith("*") ? [{ host, basePath }] : [],
    ),
  };
}

function ExistingApi({ data }: Props) {
  const router = useRouter();
  const apply = useCall(apiImports.apply);
  const [remove, setRemove] = useState(true);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof readProblem> | null>(null);
  const removed = data.difference?.removed.length ?? 0;
  const submit = async () => {
    setWorking(true);
    try {
      const { slug } = await apply({ id: data.id, remove });
      router.push(paths.api(slug));
    } catch (error) {
      setProblem(readProblem(error));
      setWorking(false);
    }
  };
  return (
    <Card
      title="Apply"
      description="Settings, and the sensitivity and rate limits of operations, stay as they are."
    >
      <div className="space-y-4">
        {removed > 0 ? (
          <Checkbox
            checked={remove}
            onChange={setRemove}
            label={`Remove the ${formatCount(removed, "operation")} that the description no longer has`}
            description="Calls of them will be denied as unknown operations."
          />
        ) : null}
        <FormError problem={problem} />
        <div className="flex justify-end gap-2">
          <DiscardButton id={data.id} />
          <Button variant="primary" loading={working} onClick={() => void submit()}>
            Apply import
          </Button>
        </div>
      </div>
    </Card>
  );
}
