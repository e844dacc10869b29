"use client";
import type { ApiFormValues } from "./api-form-values.ts";
import { HostFields } from "./host-fields.tsx";
import { sensitivityOptions } from "./sensitivity-badge.tsx";
import { DateTimeField } from "#components/form/date-time-field.tsx";
import { MultiSelectField } from "#components/form/multi-select-field.tsx";
import { NumberField } from "#components/form/number-field.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Card } from "#components/ui/card.tsx";

type V = ApiFormValues;
const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

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
          <SelectField<V> name="sensitivity" label="Sensitivity" options={sensitivityOptions} />
          <SelectField<V>
            name="criticality"
            label="Criticality"
            options={choices({ low: "Low", medium: "Medium", high: "High" })}
          />
          <SelectField<V>
            name="exposure"
            label="Exposure"
            options={choices({ internal: "Internal", partner: "Partners", internet: "Internet" })}
          />
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
        <SelectField<V>
          name="undocumented"
          label="Undocumented operations"
          options={choices({ deny: "Deny", authenticated: "Decide by the API’s own policies" })}
        />
        <SelectField<V>
          name="cors"
          label="CORS preflight requests"
          options={choices({ none: "Decide like other requests", preflight: "Let through" })}
        />
        <SelectField<V>
          name="trailingSlash"
          label="Trailing slashes"
          options={choices({ refuse: "Refuse", required: "Required" })}
        />
        <SelectField<V>
          name="stale"
          label="When the authority is out of reach too long"
          help="Going on is possible for public and internal APIs only."
          options={choices({ deny: "Deny", continue: "Go on with what is known" })}
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
