"use client";
import { useId } from "react";
import { z } from "zod";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CanaryPlan } from "#lib/canaries/contract.ts";
import type { releases } from "#lib/releases/contract.ts";

type Fleet = z.output<typeof releases.plan.output>["fleet"];
type Props = {
  readonly fleet: Fleet;
  readonly value: CanaryPlan | null;
  readonly onChange: (plan: CanaryPlan | null) => void;
};

const first: CanaryPlan = {
  enforcers: { by: "percent", percent: 10 },
  minutes: 30,
  afterwards: "ask",
  tolerate: [],
};

/** Everybody at once, or some enforcers first, to be compared with the others. */
export function CanaryChoice({ fleet, value, onChange }: Props) {
  const possible = fleet.enforcers >= 2;
  return (
    <fieldset className="mt-4 space-y-3">
      <legend className="mb-1 text-sm font-medium">Who gets it</legend>
      <RadioGroup
        aria-label="Who gets it"
        value={value === null ? "all" : "canary"}
        onChange={(choice) => onChange(choice === "all" ? null : first)}
        options={[
          { value: "all", label: "All enforcers at once" },
          {
            value: "canary",
            label: "Some first, as a canary",
            disabled: !possible,
            description: possible
              ? "It halts by itself if denials, challenges or errors jump there."
              : "It takes two enforcers that were heard of within the lease: one to try it on, one to compare with.",
          },
        ]}
      />
      {value === null ? null : <Plan fleet={fleet} value={value} onChange={onChange} />}
    </fieldset>
  );
}

type PlanProps = Props & { readonly value: CanaryPlan };

function Plan({ fleet, value, onChange }: PlanProps) {
  const id = useId();
  const { minutes, afterwards, tolerate } = value;
  return (
    <div className="space-y-3 border-l-2 pl-3 text-sm">
      <Who fleet={fleet} value={value} onChange={onChange} />
      <label htmlFor={id} className="flex flex-wrap items-center gap-2">
        for at least
        <NumberInput
          id={id}
          value={minutes}
          max={10_080}
          onChange={(next) => onChange({ ...value, minutes: next })}
        />
        minutes
      </label>
      <RadioGroup
        aria-label="When the time is over"
        value={afterwards}
        onChange={(next) => onChange({ ...value, afterwards: next })}
        options={[
          { value: "ask", label: "Then wait for a person" },
          { value: "continue", label: "Then continue by itself, if it is no worse" },
        ]}
      />
      <div>
        <p className="text-muted">What this release is meant to raise does not halt it:</p>
        {(["denials", "challenges"] as const).map((measure) => (
          <Checkbox
            key={measure}
            label={
              measure === "denials" ? "More denials are expected" : "More challenges are expected"
            }
            checked={tolerate.includes(measure)}
            onChange={(checked) => {
              const others = tolerate.filter((each) => each !== measure);
              onChange({ ...value, tolerate: checked ? [...others, measure] : others });
            }}
          />
        ))}
      </div>
    </div>
  );
}

function Who({ fleet, value, onChange }: PlanProps) {
  const id = useId();
  const { enforcers } = value;
  const labels = fleet.labels.map(({ key, value: text, enforcers: count }) => ({
    value: JSON.stringify([key, text]),
    label: `${key}=${text}`,
    description: formatCount(count, "enforcer"),
  }));
  return (
    <>
      {labels.length === 0 ? null : (
        <Select
          aria-label="Chosen by"
          options={[
            { value: "percent", label: "A share of the enforcers" },
            { value: "label", label: "Enforcers with a label" },
          ]}
          value={enforcers.by}
          onChange={(by) =>
            onChange({
              ...value,
              enforcers: by === "percent" ? first.enforcers : labelOf(labels[0]?.value ?? "[]"),
            })
          }
        />
      )}
      {enforcers.by === "percent" ? (
        <label htmlFor={id} className="flex flex-wrap items-center gap-2">
          <NumberInput
            id={id}
            value={enforcers.percent}
            max={99}
            onChange={(percent) => onChange({ ...value, enforcers: { by: "percent", percent } })}
          />
          % of {formatCount(fleet.enforcers, "enforcer")}:{" "}
          {formatCount(share(fleet, enforcers.percent), "enforcer")}
        </label>
      ) : (
        <Select
          aria-label="Label"
          options={labels}
          value={JSON.stringify([enforcers.key, enforcers.value])}
          onChange={(next) => onChange({ ...value, enforcers: labelOf(next) })}
        />
      )}
    </>
  );
}

const pair = z.tuple([z.string(), z.string()]);

function labelOf(option: string): CanaryPlan["enforcers"] {
  const [key, value] = pair.parse(JSON.parse(option));
  return { by: "label", key, value };
}

/** As the authority counts them. */
function share({ enforcers }: Fleet, percent: number): number {
  return Math.min(Math.ceil((enforcers * percent) / 100), enforcers - 1);
}

type NumberProps = {
  readonly id: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

function NumberInput({ id, value, max, onChange }: NumberProps) {
  return (
    <Input
      id={id}
      type="number"
      min={1}
      max={max}
      className="w-20"
      value={value === 0 ? "" : value}
      onChange={({ target }) => onChange(Math.min(max, Math.trunc(Number(target.value)) || 0))}
    />
  );
}
