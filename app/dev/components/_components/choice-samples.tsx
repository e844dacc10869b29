"use client";
import { useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { options } from "./sample-data.ts";

/** Choosing one or several. */
export function ChoiceSamples() {
  const [one, setOne] = useState<string | null>("confidential");
  const [found, setFound] = useState<string | null>(null);
  const [many, setMany] = useState<readonly string[]>(["public", "restricted"]);
  const [radio, setRadio] = useState("internal");
  const [on, setOn] = useState(true);
  return (
    <Card title="Choices">
      <div className="space-y-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Select aria-label="Sensitivity" options={options} value={one} onChange={setOne} />
          <Select aria-label="Disabled" options={options} value={null} onChange={setOne} disabled />
          <Combobox aria-label="Find one" options={options} value={found} onChange={setFound} />
          <MultiSelect
            aria-label="Find several"
            options={options}
            value={many}
            onChange={setMany}
            free
          />
        </div>
        <RadioGroup
          aria-label="Sensitivity"
          look="cards"
          options={options.slice(0, 4)}
          value={radio}
          onChange={setRadio}
        />
        <RadioGroup
          aria-label="Plain"
          options={options.slice(0, 2)}
          value={radio}
          onChange={setRadio}
        />
        <div className="space-y-1">
          <Checkbox
            checked={on}
            onChange={setOn}
            label="Undocumented operations are denied"
            description="An operation that is not in the description has no policy."
          />
          <Checkbox checked="mixed" onChange={setOn} label="Some of them" />
          <Checkbox checked={false} onChange={setOn} label="Disabled" disabled />
        </div>
        <Switch
          checked={on}
          onChange={setOn}
          label="Tokens may publish"
          description="API tokens with the scope releases:publish."
        />
        <Switch checked={false} onChange={setOn} label="Disabled" disabled />
      </div>
    </Card>
  );
}
