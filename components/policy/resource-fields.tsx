"use client";
import { NameList } from "./name-list.tsx";
import { PathList, PathSelect } from "./path-fields.tsx";
import { listAt, usePolicyForm, valueAt } from "./policy-form-context.ts";
import { sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { FieldError } from "#components/form/field.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"].map(
  (value) => ({ value, label: value }),
);

/** What the policy is about: all given keys must match. */
export function ResourceFields() {
  const { value, edit, problemAt } = usePolicyForm();
  const named = listAt(value, ["resources", "apis"]);
  const all = valueAt(value, ["resources", "apis"]) === "all";
  return (
    <Card title="What" description="Everything that is filled in must match.">
      <div className="space-y-4">
        <Checkbox
          checked={all}
          onChange={(on) => edit(["resources", "apis"], on ? "all" : undefined)}
          label="Every API"
        />
        {all ? null : <NameList path={["resources", "apis"]} label="APIs" kind="apis" />}
        <NameList
          path={["resources", "operations"]}
          label="Operations"
          optional
          help="None named: every operation."
          kind="operations"
          api={named.length === 1 ? named[0] : undefined}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <PathSelect
            path={["resources", "access"]}
            label="Access"
            optional
            absent="Reading and writing"
            options={[
              { value: "read", label: "Reading", description: "GET, HEAD, OPTIONS and QUERY." },
              { value: "write", label: "Writing", description: "All other methods." },
            ]}
          />
          <PathList path={["resources", "methods"]} label="Methods" optional options={methods} />
          <PathSelect
            path={["resources", "sensitivity", "atLeast"]}
            label="Sensitivity at least"
            optional
            absent="Any"
            options={sensitivityOptions}
          />
          <PathSelect
            path={["resources", "sensitivity", "atMost"]}
            label="Sensitivity at most"
            optional
            absent="Any"
            options={sensitivityOptions}
          />
          <NameList path={["resources", "tags"]} label="Tags" optional kind="tags" />
        </div>
        <FieldError id="resources-problem" message={problemAt(["resources"])} />
      </div>
    </Card>
  );
}
