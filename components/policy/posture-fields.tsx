"use client";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { usePolicyForm, valueAt } from "./policy-form-context.ts";
import { FieldError } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { DocumentPath } from "#lib/policies/source/locate.ts";

const demands = [
  { value: "on", label: "is on" },
  { value: "off", label: "is off" },
  { value: "version", label: "is at least version" },
  { value: "text", label: "is" },
  { value: "number", label: "is the number" },
] as const;
type Demand = (typeof demands)[number]["value"];

/** Posture checks of a device and what each demands. */
export function PostureFields({ path }: { readonly path: DocumentPath }) {
  const { value, edit } = usePolicyForm();
  const [name, setName] = useState("");
  const found = valueAt(value, path);
  const checks = typeof found === "object" && found !== null ? Object.entries(found) : [];
  const add = () => {
    edit([...path, name.trim()], true);
    setName("");
  };
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">
        Posture checks <span className="font-normal text-muted">(optional)</span>
      </legend>
      {checks.map(([check, demand]) => (
        <PostureRow key={check} path={[...path, check]} check={check} demand={demand} />
      ))}
      <div className="flex max-w-md gap-2">
        <Input
          aria-label="Name of the check to add"
          placeholder="disk-encrypted"
          spellCheck={false}
          className="font-mono"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          icon={<Plus aria-hidden className="size-4" />}
          disabledReason={name.trim() === "" ? "Type the check’s name first." : null}
          onClick={add}
        >
          Add check
        </Button>
      </div>
    </fieldset>
  );
}

function PostureRow({
  path,
  check,
  demand,
}: {
  readonly path: DocumentPath;
  readonly check: string;
  readonly demand: unknown;
}) {
  const { edit, problemAt } = usePolicyForm();
  const kind = demandOf(demand);
  const text = kind === "version" ? String(demand).slice(2).trim() : String(demand);
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-32 text-xs">{check}</code>
        <Select
          aria-label={`What ${check} must be`}
          className="w-40"
          options={demands}
          value={kind}
          onChange={(next) => edit(path, written(next, text))}
        />
        {kind === "on" || kind === "off" ? null : (
          <Input
            aria-label={`Value of ${check}`}
            type={kind === "number" ? "number" : "text"}
            className="w-28 font-mono"
            value={text}
            onChange={(event) => edit(path, written(kind, event.target.value))}
          />
        )}
        <IconButton
          label={`Remove check ${check}`}
          icon={<Trash2 aria-hidden className="size-4" />}
          onClick={() => edit(path, undefined)}
        />
      </div>
      <FieldError id={`posture-${check}-problem`} message={problemAt(path)} />
    </div>
  );
}

function demandOf(demand: unknown): Demand {
  if (typeof demand === "boolean") return demand ? "on" : "off";
  if (typeof demand === "number") return "number";
  return typeof demand === "string" && demand.startsWith(">=") ? "version" : "text";
}

function written(kind: Demand, text: string): unknown {
  if (kind === "on" || kind === "off") return kind === "on";
  if (kind === "number") return Number.isFinite(Number(text)) ? Number(text) : 0;
  const plain = text === "true" || text === "false" ? "" : text;
  return kind === "version" ? `>=${plain || "1.0"}` : plain;
}
