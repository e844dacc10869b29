"use client";
import { useState } from "react";
import { DeletePolicy } from "./delete-policy.tsx";
import { PolicyConflict } from "./policy-conflict.tsx";
import { staleRecord } from "./stale-record.ts";
import { useCall } from "#components/data/use-call.ts";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem } from "#components/form/problem.ts";
import { PolicyEditor } from "#components/policy/policy-editor.tsx";
import type { PolicyChoices } from "#components/policy/policy-form-context.ts";
import { PolicyTrial } from "#components/simulation/policy-trial.tsx";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { policies, type PolicyDetail } from "#lib/policies/contract.ts";

type Props = {
  readonly policy: PolicyDetail;
  readonly mayWrite: boolean;
  readonly choices: PolicyChoices;
};

type Base = { readonly source: string; readonly version: number };

/** Edits the stored policy; when somebody else was faster, shows what they did and lets the person decide. */
export function EditPolicy({ policy, mayWrite, choices }: Props) {
  const toast = useToast();
  const update = useCall(policies.update);
  const [base, setBase] = useState<Base>(policy);
  const [text, setText] = useState(policy.source);
  const [theirs, setTheirs] = useState<PolicyDetail | null>(null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof readProblem> | null>(null);
  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      const saved = await update({ name: policy.name, source: text, version: base.version });
      setBase(saved);
      toast.success("Policy saved", "It takes effect with the next release.");
    } catch (error) {
      const current = staleRecord(error);
      setTheirs(current);
      if (!current) setProblem(readProblem(error));
    }
    setSaving(false);
  };
  const settle = (source: string | null) => {
    if (theirs) setBase(theirs);
    if (source !== null) setText(source);
    setTheirs(null);
  };
  const dirty = text !== base.source;
  return (
    <div className="space-y-5">
      <PolicyEditor
        text={text}
        onText={setText}
        dirty={dirty}
        name={policy.name}
        choices={choices}
        actions={
          <div className="space-y-3">
            {theirs ? (
              <PolicyConflict
                before={base.source}
                now={theirs.source}
                onKeepMine={() => settle(null)}
                onTakeTheirs={() => settle(theirs.source)}
              />
            ) : null}
            <FormError problem={problem} />
            <div className="flex flex-wrap justify-end gap-2">
              <DeletePolicy name={policy.name} mayWrite={mayWrite} />
              <Button
                disabledReason={dirty ? null : "Nothing has changed."}
                onClick={() => setText(base.source)}
              >
                Undo changes
              </Button>
              <Button
                variant="primary"
                loading={saving}
                disabledReason={saveBlocked(mayWrite, dirty)}
                onClick={() => void save()}
              >
                Save policy
              </Button>
            </div>
          </div>
        }
      >
        <PolicyTrial name={policy.name} source={text} />
      </PolicyEditor>
    </div>
  );
}

function saveBlocked(mayWrite: boolean, dirty: boolean): string | null {
  if (!mayWrite) return "Your role may read policies, not change them.";
  return dirty ? null : "Nothing has changed.";
}
