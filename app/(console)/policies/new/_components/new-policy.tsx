"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { templates } from "./templates.ts";
import { useCall } from "#components/data/use-call.ts";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem } from "#components/form/problem.ts";
import { PolicyEditor } from "#components/policy/policy-editor.tsx";
import type { PolicyChoices } from "#components/policy/policy-form-context.ts";
import { PolicyTrial } from "#components/simulation/policy-trial.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { paths } from "#lib/client/paths.ts";
import { policies } from "#lib/policies/contract.ts";

type Props = {
  readonly api: string | null;
  readonly choices: PolicyChoices;
};

/** Begins with a template; which one may be changed until something was written. */
export function NewPolicy({ api, choices }: Props) {
  const router = useRouter();
  const toast = useToast();
  const create = useCall(policies.create);
  const about = api ?? choices.apis[0]?.value ?? "my-api";
  const [begun, setBegun] = useState(() => templates[0]?.source(about) ?? "");
  const [chosen, setChosen] = useState("0");
  const [text, setText] = useState(begun);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const [problem, setProblem] = useState<ReturnType<typeof readProblem> | null>(null);
  const begin = (index: string) => {
    const next = templates[Number(index)]?.source(about) ?? "";
    setChosen(index);
    setBegun(next);
    setText(next);
  };
  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      const { name } = await create({ source: text });
      setSaved(name);
      toast.success("Policy created", "It takes effect with the next release.");
      router.push(paths.policy(name));
    } catch (error) {
      setProblem(readProblem(error));
      setSaving(false);
    }
  };
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span className="text-muted">Begin with</span>
        <Select
          aria-label="Template"
          className="w-80"
          disabled={text !== begun}
          options={templates.map(({ label, about: description }, index) => ({
            value: String(index),
            label,
            description,
          }))}
          value={chosen}
          onChange={begin}
        />
        {text === begun ? null : <span className="text-muted">You have begun to write.</span>}
      </div>
      <PolicyEditor
        text={text}
        onText={setText}
        dirty={saved === null && text !== begun}
        name={saved}
        choices={choices}
        actions={
          <>
            <FormError problem={problem} />
            <div className="flex justify-end gap-2">
              <ButtonLink href={paths.policies()}>Cancel</ButtonLink>
              <Button variant="primary" loading={saving} onClick={() => void save()}>
                Create policy
              </Button>
            </div>
          </>
        }
      >
        <PolicyTrial name={null} source={text} />
      </PolicyEditor>
    </div>
  );
}
