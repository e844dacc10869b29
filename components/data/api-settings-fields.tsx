"use client";
import type { ApiFormValues } from "./api-form-values.ts";
import { apiFormWords } from "./api-form-words.ts";
import { HostFields } from "./host-fields.tsx";
import { DateTimeField } from "#components/form/date-time-field.tsx";
import { MultiSelectField } from "#components/form/multi-select-field.tsx";
import { NumberField } from "#components/form/number-field.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Card } from "#components/ui/card.tsx";

type V = ApiFormValues;
const choices = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([value, label]) => ({ value, label }));
/** A choice as the form and an edit conflict call it. */
const chosen = (name: Chosen) => ({
  label: apiFormWords[name].label,
  options: choices(apiFormWords[name].values),
});
type Chosen =
  | "sensitivity"
  | "criticality"
  | "exposure"
  | "undocumented"
  | "cors"
  | "trailingSlash"
  | "stale";

const dataClasses = ["personal", "payment", "health", "credentials", "financial"].map((value) => ({
  value,
  label: value,
}));

/** Everything an administrator decides about an API, in the order of how often it is decided. */
export function ApiSettingsFields({ withName = true }: { readonly withName?: boolean }) {
  return (
    <>
      <Card title="What it is">
        <div className="space-y-4">
          {withName ? <TextField<V> name="name" label="Name" /> : null}
          <TextArea<V> name="description" label="Description" optional rows={2} />
          <TextField<V>
            name="owner"
            label="Owner"
            optional
            help="The team or person to ask about it."
          />
        </div>
      </Card>
      <Card
        title="Classification"
        description="Classifying an API is enough to protect it: the system’s forbids ask more of callers the more sensitive it is."
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField<V> name="sensitivity" {...chosen("sensitivity")} />
          <SelectField<V> name="criticality" {...chosen("criticality")} />
          <SelectField<V> name="exposure" {...chosen("exposure")} />
          <MultiSelectField<V>
            name="dataClasses"
            label="Data classes"
            optional
            free
            options={dataClasses}
          />
        </div>
      </Card>
      <Card
        title="Hosts"
        description="Where requests for it arrive. Together with the base path they say which API a request means."
      >
        <HostFields />
      </Card>
      <EnforcementFields />
    </>
  );
}

function EnforcementFields() {
  return (
    <Card title="Enforcement">
      <div className="grid gap-4 sm:grid-cols-2">
        <DateTimeField<V>
          name="observeUntil"
          label="Only observe, until"
          optional
          help="Empty: enforced. While observing, denials by policy are logged and let through; never for a restricted API."
        />
        <SelectField<V> name="undocumented" {...chosen("undocumented")} />
        <SelectField<V> name="cors" {...chosen("cors")} />
        <SelectField<V> name="trailingSlash" {...chosen("trailingSlash")} />
        <SelectField<V>
          name="stale"
          help="Going on is possible for public and internal APIs only."
          {...chosen("stale")}
        />
        <NumberField<V>
          name="signalsAgeSecondsMax"
          label="Revocations at most this old"
          optional
          unit="seconds"
          min={1}
        />
        <TextField<V>
          name="audience"
          label="Token audience"
          code
          help="What `aud` of an access token for it must be."
        />
        <fieldset className="space-y-1">
          <legend className="text-sm font-medium">
            Rate limit <span className="font-normal text-muted">(optional)</span>
          </legend>
          <div className="grid grid-cols-3 gap-2">
            <NumberField<V> name="rateLimit.limit" label="Requests" min={1} />
            <TextField<V> name="rateLimit.window" label="In" code />
            <SelectField<V>
              name="rateLimit.per"
              label="Per"
              options={choices({ subject: "Caller", device: "Device", address: "Address" })}
            />
          </div>
        </fieldset>
      </div>
    </Card>
  );
}
