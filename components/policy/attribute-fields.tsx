"use client";
import { useNames } from "./name-list.tsx";
import { PathSelect, PathText } from "./path-fields.tsx";
import { listAt, textAt, usePolicyForm, valueAt } from "./policy-form-context.ts";
import { kindOfOperand, operandKinds, operandText, readOperand } from "./attribute-operand.ts";
import { Field } from "#components/form/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { useSettled } from "#components/ui/use-settled.ts";
import { Select } from "#components/ui/select.tsx";
import type { DocumentPath } from "#lib/policies/source/locate.ts";

const operators = [
  ["equals", "equals"],
  ["not-equals", "does not equal"],
  ["in", "is one of"],
  ["not-in", "is none of"],
  ["contains", "contains"],
  ["starts-with", "starts with"],
  ["less-than", "is less than"],
  ["greater-than", "is greater than"],
  ["exists", "is known"],
].map(([value = "", label = ""]) => ({ value, label }));

/** A fact, an operator, and what it is compared with: another fact or a literal of any type. */
export function AttributeFields({ path }: { readonly path: DocumentPath }) {
  const { value, edit, problemAt } = usePolicyForm();
  const [api] = listAt(value, ["resources", "apis"]);
  const rightPath = [...path, "right"];
  const right = valueAt(value, rightPath);
  const kind = kindOfOperand(right);
  const facts = useNames("facts", useSettled(textAt(value, [...path, "left"])), api);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <PathText
        path={[...path, "left"]}
        label="Fact"
        code
        placeholder="subject.department"
        suggestions={facts}
        help="subject.*, device.*, api.*, operation.*, path.*, query.* or token.*"
      />
      <PathSelect path={[...path, "operator"]} label="Comparison" options={operators} />
      <Field label="Compared with" optional={kind === "nothing"}>
        {(aria, labelId) => (
          <Select
            {...aria}
            aria-labelledby={labelId}
            options={operandKinds}
            value={kind}
            onChange={(next) => edit(rightPath, readOperand(next, operandText(right), right))}
          />
        )}
      </Field>
      {kind === "nothing" ? null : (
        <OperandField path={rightPath} right={right} problem={problemAt(rightPath)} />
      )}
    </div>
  );
}

function OperandField({
  path,
  right,
  problem,
}: {
  readonly path: DocumentPath;
  readonly right: unknown;
  readonly problem: string | undefined;
}) {
  const { edit } = usePolicyForm();
  const kind = kindOfOperand(right);
  const texts = operandText(right);
  const change = (next: readonly string[]) => edit(path, readOperand(kind, next, right));
  return (
    <Field label="Value" error={problem}>
      {(aria, labelId) =>
        kind === "texts" || kind === "numbers" ? (
          <MultiSelect {...aria} free options={[]} value={texts} onChange={change} />
        ) : kind === "truth" ? (
          <Select
            {...aria}
            aria-labelledby={labelId}
            options={[
              { value: "true", label: "yes (true)" },
              { value: "false", label: "no (false)" },
            ]}
            value={texts[0] ?? null}
            onChange={(next) => change([next])}
          />
        ) : (
          <Input
            {...aria}
            type={kind === "number" ? "number" : "text"}
            step="any"
            spellCheck={false}
            className="font-mono"
            value={texts[0] ?? ""}
            onChange={(event) => change([event.target.value])}
          />
        )
      }
    </Field>
  );
}
