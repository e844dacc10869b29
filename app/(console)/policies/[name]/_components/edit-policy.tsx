"use client";
import { useState } from "react";
import { DeletePolicy } from "./delete-policy.tsx";
import { PolicyConflict } from "./policy-conflict.tsx";
import { staleRecord } from "./stale-record.ts";
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
import { policies, type PolicyDetail } from "#calls/policies";

type Props = {
  readonly policy: PolicyDetail;
  readonly mayWrite: boolean;
};

type Base = { readonly source: string; readonly version: number };

/** Edits the stored policy; when somebody else was faster, shows what they did and lets the person decide. */
export function EditPolicy({ policy, mayWrite }: Props) {
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
  const draft = { name: policy.name, source: text };
  return (
    <div className="space-y-5">
      <PolicyEditor
        text={text}
        onText={setText}
        dirty={dirty}
        name={policy.name}
        trial={<Simulator draft={draft} />}
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
              <ButtonLink href={paths.newPolicy({ copy: policy.name })}>Duplicate</ButtonLink>
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
        <PopulationView draft={draft} />
      </PolicyEditor>
    </div>
  );
}

function saveBlocked(mayWrite: boolean, dirty: boolean): string | null {
  if (!mayWrite) return "Your role may read policies, not change them.";
  return dirty ? null : "Nothing has changed.";
}
