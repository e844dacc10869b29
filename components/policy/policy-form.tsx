"use client";
import { ConditionList } from "./condition-list.tsx";
import { PathNumber, PathSelect, PathText } from "./path-fields.tsx";
import { textAt, usePolicyForm, valueAt } from "./policy-form-context.ts";
import { ResourceFields } from "./resource-fields.tsx";
import { SubjectFields } from "./subject-fields.tsx";
import { FieldError } from "#components/form/field.tsx";
import { Card } from "#components/ui/card.tsx";

/** The whole document as a form; every field edits the YAML in place. */
export function PolicyForm() {
  const { value } = usePolicyForm();
  const forbids = textAt(value, ["effect"]) === "forbid";
  const showsUnless = forbids || valueAt(value, ["unless"]) !== undefined;
  const showsLimit = !forbids || valueAt(value, ["rateLimit"]) !== undefined;
  return (
    <div className="space-y-5">
      <Basics />
      <SubjectFields />
      <ResourceFields />
      <ConditionList clause="when" />
      {showsUnless ? <ConditionList clause="unless" /> : null}
      {showsLimit ? <RateLimit /> : null}
    </div>
  );
}

function Basics() {
  const { nameFixed } = usePolicyForm();
  return (
    <Card title="The policy">
      <div className="space-y-4">
        <PathText
          path={["name"]}
          label="Name"
          code
          disabled={nameFixed}
          help={
            nameFixed
              ? "The identity; it can’t be changed."
              : "The identity: it can’t be changed later."
          }
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <PathSelect
            path={["effect"]}
            label="Effect"
            options={[
              { value: "permit", label: "Permit" },
              { value: "forbid", label: "Forbid" },
            ]}
          />
          <PathSelect
            path={["mode"]}
            label="Mode"
            unset="enforce"
            options={[
              { value: "enforce", label: "Enforce" },
              {
                value: "shadow",
                label: "Shadow",
                description: "Evaluated and logged, never decisive.",
              },
              { value: "off", label: "Off", description: "Left out of the next release." },
            ]}
          />
        </div>
        <PathText path={["description"]} label="Description" optional rows={2} />
        <PathText
          path={["reason"]}
          label="Reason"
          optional
          help="Shown to callers it denies, and to administrators."
        />
      </div>
    </Card>
  );
}

function RateLimit() {
  const { problemAt } = usePolicyForm();
  return (
    <Card
      title="Rate limit"
      description="Of the permits that apply, the most generous limit counts."
    >
      <div className="grid gap-4 sm:grid-cols-3">
        <PathNumber path={["rateLimit", "limit"]} label="Requests" optional min={1} />
        <PathText path={["rateLimit", "window"]} label="In" optional code placeholder="1m" />
        <PathSelect
          path={["rateLimit", "per"]}
          label="Per"
          optional
          unset="subject"
          options={[
            { value: "subject", label: "Caller" },
            { value: "device", label: "Device" },
            { value: "address", label: "Address" },
          ]}
        />
      </div>
      <FieldError id="rate-limit-problem" message={problemAt(["rateLimit"])} />
    </Card>
  );
}
