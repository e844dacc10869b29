"use client";
import { DeletePolicy } from "./delete-policy.tsx";
import { usePolicyEdit } from "./use-policy-edit.ts";
import { SourceDiff } from "#components/data/source-diff.tsx";
import { FormError } from "#components/form/form-error.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { PolicyEditor } from "#components/policy/policy-editor.tsx";
import { wholeText } from "#components/policy/policy-parts.ts";
import { PopulationView } from "#components/simulation/population-view.tsx";
import { Simulator } from "#components/simulation/simulator.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { PolicyDetail } from "#calls/policies";

type Props = {
  readonly policy: PolicyDetail;
  readonly mayWrite: boolean;
};

/** Edits the stored policy. */
export function EditPolicy({ policy, mayWrite }: Props) {
  const edit = usePolicyEdit(policy);
  const { text, dirty } = edit;
  const draft = { name: policy.name, source: text };
  return (
    <div className="space-y-5">
      <LazyEditConflict
        conflict={edit.conflict}
        words={words}
        difference={({ before, theirs }) => (
          <SourceDiff before={textOf(before)} after={textOf(theirs)} />
        )}
      />
      <PolicyEditor
        text={text}
        onText={edit.setText}
        dirty={dirty}
        name={policy.name}
        trial={<Simulator draft={draft} />}
        actions={
          <div className="space-y-3">
            <FormError problem={edit.problem} />
            <div className="flex flex-wrap justify-end gap-2">
              <ButtonLink href={paths.newPolicy({ copy: policy.name })}>Duplicate</ButtonLink>
              <DeletePolicy name={policy.name} mayWrite={mayWrite} />
              <Button disabledReason={dirty ? null : "Nothing has changed."} onClick={edit.undo}>
                Undo changes
              </Button>
              <Button
                variant="primary"
                loading={edit.saving}
                disabledReason={saveBlocked(mayWrite, dirty) ?? edit.blocked}
                onClick={() => void edit.save()}
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

const textOf = (part: unknown) => (typeof part === "string" ? part : "");
const words = { [wholeText]: "Its text" };

function saveBlocked(mayWrite: boolean, dirty: boolean): string | null {
  if (!mayWrite) return "Your role may read policies, not change them.";
  return dirty ? null : "Nothing has changed.";
}
