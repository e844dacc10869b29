"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem } from "#components/form/problem.ts";
import { PolicyEditor } from "#components/policy/policy-editor.tsx";
import { PopulationView } from "#components/simulation/population-view.tsx";
import { Simulator } from "#components/simulation/simulator.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { paths } from "#lib/client/paths.ts";
import { policies } from "#calls/policies";

/** Begins with a template, or a copy of another policy. */
export function NewPolicy({ begun }: { readonly begun: string }) {
  const router = useRouter();
  const toast = useToast();
  const create = useCall(policies.create);
  const [text, setText] = useState(begun);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const [problem, setProblem] = useState<ReturnType<typeof readProblem> | null>(null);
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
  const draft = { name: null, source: text };
  return (
    <PolicyEditor
      text={text}
      onText={setText}
      dirty={saved === null && text !== begun}
      name={saved}
      trial={<Simulator draft={draft} />}
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
      <PopulationView draft={draft} />
    </PolicyEditor>
  );
}
