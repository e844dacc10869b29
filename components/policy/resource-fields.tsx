"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PathList, PathSelect } from "./path-fields.tsx";
import { listAt, usePolicyForm, valueAt } from "./policy-form-context.ts";
import { sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { FieldError } from "#components/form/field.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { apis } from "#lib/apis/contract.ts";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"].map(
  (value) => ({ value, label: value }),
);

/** What the policy is about: all given keys must match. */
export function ResourceFields() {
  const { value, edit, choices, problemAt } = usePolicyForm();
  const all = valueAt(value, ["resources", "apis"]) === "all";
  return (
    <Card title="What" description="Everything that is filled in must match.">
      <div className="space-y-4">
        <Checkbox
          checked={all}
          onChange={(on) => edit(["resources", "apis"], on ? "all" : undefined)}
          label="Every API"
        />
        {all ? null : <PathList path={["resources", "apis"]} label="APIs" options={choices.apis} />}
        <OperationField />
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
          <PathList path={["resources", "tags"]} label="Tags" optional placeholder="Type a tag" />
        </div>
        <FieldError id="resources-problem" message={problemAt(["resources"])} />
      </div>
    </Card>
  );
}

/** Operations are looked for in the first API that is named: there may be thousands. */
function OperationField() {
  const { value } = usePolicyForm();
  const [text, setText] = useState("");
  const [slug] = listAt(value, ["resources", "apis"]);
  const input = { slug: slug ?? "", q: text, limit: 30 };
  const { data } = useQuery({
    queryKey: queryKey(apis.listOperations, input),
    queryFn: ({ signal }) => call(apis.listOperations, input, { signal }),
    enabled: slug !== undefined && /^[a-z0-9-]+$/.test(slug),
    staleTime: 30_000,
    retry: false,
  });
  return (
    <PathList
      path={["resources", "operations"]}
      label="Operations"
      optional
      help="None named: every operation."
      onSearch={setText}
      options={withTyped(
        (data?.items ?? []).map((each) => ({
          value: each.key,
          label: each.key,
          description: `${each.method} ${each.template}`,
        })),
        text.trim(),
      )}
    />
  );
}

function withTyped(options: readonly { value: string; label: string }[], typed: string) {
  return typed === "" || options.some(({ value }) => value === typed)
    ? options
    : [...options, { value: typed, label: typed }];
}
