"use client";
import { AttributeFields } from "./attribute-fields.tsx";
import type { ConditionName } from "./condition-kinds.ts";
import { PathCheck, PathList, PathSelect, PathText } from "./path-fields.tsx";
import { PostureFields } from "./posture-fields.tsx";
import type { DocumentPath } from "#lib/policies/source/locate.ts";

type Props = { readonly path: DocumentPath };
const choices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const platforms = choices({
  macos: "macOS",
  windows: "Windows",
  linux: "Linux",
  ios: "iOS",
  android: "Android",
  chromeos: "ChromeOS",
});
const days = choices({
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
});
const risks = choices({ low: "Low", medium: "Medium", high: "High" });
const kinds = choices({ user: "User", workload: "Workload" });

/** The fieldset of one kind: all members that its schema in the engine has. */
export function ConditionFields({ kind, path }: Props & { readonly kind: ConditionName }) {
  const Fields = fieldsOf[kind];
  return <Fields path={path} />;
}

function MfaFields({ path }: Props) {
  return (
    <Columns>
      <PathSelect
        path={[...path, "strength"]}
        label="Strength"
        unset="any"
        options={[
          { value: "any", label: "Any second factor" },
          { value: "phishing-resistant", label: "Phishing-resistant (passkey)" },
        ]}
      />
      <PathText
        path={[...path, "within"]}
        label="Not older than"
        optional
        code
        placeholder="8h"
        help="30s, 15m, 8h or 7d"
      />
    </Columns>
  );
}

function DeviceFields({ path }: Props) {
  return (
    <div className="space-y-4">
      <Columns>
        <PathSelect
          path={[...path, "trust"]}
          label="Trust at least"
          unset="registered"
          options={[
            { value: "registered", label: "Registered" },
            { value: "compliant", label: "Compliant" },
            { value: "managed", label: "Managed" },
          ]}
        />
        <PathList path={[...path, "platforms"]} label="Platforms" optional options={platforms} />
      </Columns>
      <PathCheck path={[...path, "owned"]} label="The caller’s own device" absentIs />
      <PostureFields path={[...path, "posture"]} />
    </div>
  );
}

function NetworkFields({ path }: Props) {
  return (
    <Columns>
      <PathList path={[...path, "in"]} label="Address in" optional placeholder="203.0.113.0/24" />
      <PathList
        path={[...path, "notIn"]}
        label="Address not in"
        optional
        placeholder="198.51.100.0/24"
      />
    </Columns>
  );
}

function CountryFields({ path }: Props) {
  return (
    <Columns>
      <PathList path={[...path, "in"]} label="Country is one of" optional placeholder="DE" />
      <PathList path={[...path, "notIn"]} label="Country is none of" optional placeholder="US" />
    </Columns>
  );
}

function ScheduleFields({ path }: Props) {
  return (
    <Columns>
      <PathText path={[...path, "zone"]} label="Time zone" code placeholder="Europe/Berlin" />
      <PathList path={[...path, "days"]} label="Days" optional free={false} options={days} />
      <PathText path={[...path, "from"]} label="From" optional code placeholder="08:00" />
      <PathText
        path={[...path, "to"]}
        label="To"
        optional
        code
        placeholder="18:00"
        help="24:00 is the end of the day."
      />
      <PathText
        path={[...path, "notBefore"]}
        label="Not before"
        optional
        code
        placeholder="2027-01-01T00:00:00Z"
      />
      <PathText
        path={[...path, "notAfter"]}
        label="Not after"
        optional
        code
        placeholder="2027-12-31T00:00:00Z"
      />
    </Columns>
  );
}

function RiskFields({ path }: Props) {
  return <PathSelect path={[...path, "below"]} label="Risk below" options={risks} />;
}

function TokenFields({ path }: Props) {
  return (
    <div className="space-y-4">
      <Columns>
        <PathList
          path={[...path, "scopes"]}
          label="Carries all scopes"
          optional
          placeholder="invoices:read"
        />
        <PathList
          path={[...path, "audiences"]}
          label="For one of the audiences"
          optional
          placeholder="billing"
        />
        <PathList
          path={[...path, "issuers"]}
          label="From one of the issuers"
          optional
          placeholder="sallyport"
        />
      </Columns>
      <PathCheck
        path={[...path, "senderConstrained"]}
        label="Bound to the caller’s key"
        help="DPoP or mutual TLS, verified on this request."
      />
    </div>
  );
}

function SubjectKindFields({ path }: Props) {
  return (
    <PathList
      path={[...path, "kinds"]}
      label="The caller is a known"
      free={false}
      options={kinds}
    />
  );
}

function Columns({ children }: { readonly children: React.ReactNode }) {
  return <div className="grid gap-4 sm:grid-cols-2">{children}</div>;
}

const fieldsOf: Readonly<Record<ConditionName, (props: Props) => React.ReactNode>> = {
  mfa: MfaFields,
  device: DeviceFields,
  network: NetworkFields,
  country: CountryFields,
  schedule: ScheduleFields,
  risk: RiskFields,
  token: TokenFields,
  attribute: AttributeFields,
  subject: SubjectKindFields,
};
