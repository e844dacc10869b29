"use client";
import { Plus, Trash2 } from "lucide-react";
import { ConditionFields } from "./condition-fields.tsx";
import { conditionKinds, isConditionName, type ConditionName } from "./condition-kinds.ts";
import { usePolicyForm, valueAt } from "./policy-form-context.ts";
import { FieldError } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";

type Clause = "when" | "unless";

const words = {
  when: { title: "When", description: "All of these must hold." },
  unless: { title: "Unless", description: "When all of these hold, the forbid is lifted." },
} as const;

/** The conditions of a clause, one fieldset each; a new one begins with sensible values. */
export function ConditionList({ clause }: { readonly clause: Clause }) {
  const { value, edit, problemAt } = usePolicyForm();
  const found = valueAt(value, [clause]);
  const items: readonly unknown[] = Array.isArray(found) ? found : [];
  const add = (kind: ConditionName) =>
    edit([clause, items.length], { [kind]: conditionKinds[kind].begins });
  return (
    <Card
      title={words[clause].title}
      description={words[clause].description}
      actions={
        <Menu
          trigger={
            <Button size="sm" icon={<Plus aria-hidden className="size-4" />}>
              Add condition
            </Button>
          }
          items={Object.entries(conditionKinds).map(([kind, { label }]) => ({
            kind: "action" as const,
            label,
            onSelect: () => {
              if (isConditionName(kind)) add(kind);
            },
          }))}
        />
      }
    >
      <div className="space-y-4">
        {items.length === 0 ? <p className="text-sm text-muted">None.</p> : null}
        {items.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- conditions have no identity but their place
          <Condition key={index} clause={clause} index={index} item={item} />
        ))}
        <FieldError
          id={`${clause}-problem`}
          message={items.length === 0 ? problemAt([clause]) : undefined}
        />
      </div>
    </Card>
  );
}

function Condition({
  clause,
  index,
  item,
}: {
  readonly clause: Clause;
  readonly index: number;
  readonly item: unknown;
}) {
  const { edit, problemAt } = usePolicyForm();
  const kind = typeof item === "object" && item !== null ? (Object.keys(item)[0] ?? "") : "";
  const known = isConditionName(kind);
  const label = known ? conditionKinds[kind].label : "Unreadable condition";
  return (
    <fieldset className="rounded-md border px-3 pt-1 pb-3">
      <legend className="px-1 text-sm font-medium">{label}</legend>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          {known ? (
            <ConditionFields kind={kind} path={[clause, index, kind]} />
          ) : (
            <p className="text-sm text-muted">Correct it in the YAML, or remove it.</p>
          )}
          <FieldError id={`${clause}-${index}-problem`} message={problemAt([clause, index])} />
        </div>
        <IconButton
          label={`Remove condition ${index + 1}: ${label}`}
          icon={<Trash2 aria-hidden className="size-4" />}
          onClick={() => edit([clause, index], undefined)}
        />
      </div>
    </fieldset>
  );
}
