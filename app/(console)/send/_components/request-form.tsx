"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CallerFields } from "./caller-fields.tsx";
import { parametersOf, requestLine, type Draft } from "./draft.ts";
import { PathFields } from "./path-fields.tsx";
import type { Places } from "./place-of.ts";
import { Field } from "#components/form/field.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { apis as contracts } from "#calls/apis";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";

export type FormProps = {
  readonly places: Places;
  readonly draft: Draft;
  readonly hasKey: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
};

/** Operation, parameters, headers, body and token; the request line as it will go out. */
export function RequestForm({ places, draft, hasKey, onChange }: FormProps) {
  const api = places.apis.find(({ slug }) => slug === draft.api);
  const { method, target } = requestLine(draft, api);
  const hosts = [...new Set((api?.hosts ?? []).map(({ host }) => host))];
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="API">
          {(aria) => (
            <Combobox
              {...aria}
              options={places.apis.map(({ slug, name }) => ({
                value: slug,
                label: slug,
                description: name,
              }))}
              value={draft.api}
              onChange={(slug) => {
                const next = places.apis.find((each) => each.slug === slug);
                if (next)
                  onChange({
                    api: next.slug,
                    host: next.hosts[0]?.host ?? "",
                    operation: null,
                    parameters: {},
                  });
              }}
            />
          )}
        </Field>
        <Field label="Through">
          {(aria, labelId) => (
            <Select
              {...aria}
              aria-labelledby={labelId}
              value={draft.enforcer}
              onChange={(enforcer) => onChange({ enforcer })}
              options={places.gateways.map(({ slug, name, gatewayUrl }) => ({
                value: slug,
                label: name,
                description: gatewayUrl,
              }))}
            />
          )}
        </Field>
        <Field
          label="Operation"
          help="Empty: any method and path, also ones that are no operation"
          className="sm:col-span-2"
        >
          {(aria) => <OperationChoice {...aria} draft={draft} onChange={onChange} />}
        </Field>
        {hosts.length > 1 || draft.host.includes("*") || hosts[0]?.includes("*") ? (
          <Field label="Host" className="sm:col-span-2" help={hosts.join(", ")}>
            {(aria) => (
              <Input
                {...aria}
                className="font-mono"
                spellCheck={false}
                autoCapitalize="none"
                value={draft.host}
                onChange={(event) => onChange({ host: event.target.value.trim() })}
              />
            )}
          </Field>
        ) : null}
      </div>
      <PathFields draft={draft} onChange={onChange} />
      <p className="overflow-x-auto rounded-md border bg-sunken px-3 py-2 font-mono text-sm whitespace-nowrap">
        <strong>{method}</strong> {draft.host}
        {target}
      </p>
      <CallerFields draft={draft} hasKey={hasKey} onChange={onChange} />
      <Field label="Headers" optional help="One a line, as in Accept-Language: de">
        {(aria) => (
          <Textarea
            {...aria}
            rows={2}
            spellCheck={false}
            className="font-mono"
            value={draft.headers}
            onChange={(event) => onChange({ headers: event.target.value })}
          />
        )}
      </Field>
      {method === "GET" || method === "HEAD" ? null : (
        <Field label="Body" optional>
          {(aria) => (
            <Textarea
              {...aria}
              rows={4}
              spellCheck={false}
              className="font-mono"
              value={draft.body}
              onChange={(event) => onChange({ body: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

type ChoiceProps = Pick<FormProps, "draft" | "onChange"> & {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
};

/** Among thousands: the server searches. */
function OperationChoice({ draft, onChange, ...aria }: ChoiceProps) {
  const [q, setQ] = useState("");
  const input = { slug: draft.api, q: q.replace(/^[A-Z]+ (?=\/)/, ""), limit: 20 };
  const { data, isFetching } = useQuery({
    queryKey: queryKey(contracts.listOperations, input),
    queryFn: ({ signal }) => call(contracts.listOperations, input, { signal }),
    staleTime: 30_000,
  });
  const found = data?.items ?? [];
  const options = [...found, ...(draft.operation ? [draft.operation] : [])].map(
    ({ key, method, template, summary }) => ({
      value: key,
      label: `${method} ${template}`,
      description: key === `${method} ${template}` ? summary : key,
    }),
  );
  return (
    <Combobox
      {...aria}
      key={draft.api}
      options={options.filter(
        ({ value }, at) => options.findIndex((each) => each.value === value) === at,
      )}
      onSearch={setQ}
      loading={isFetching}
      placeholder="Search operations…"
      value={draft.operation?.key ?? null}
      onChange={(key) => {
        const operation = found.find((each) => each.key === key) ?? null;
        const names = parametersOf(operation?.template ?? "");
        const kept = Object.entries(draft.parameters).filter(([name]) => names.includes(name));
        onChange({
          operation,
          parameters: Object.fromEntries(kept),
          ...(operation && writes(operation.method)
            ? { headers: draft.headers || "Content-Type: application/json" }
            : { body: "" }),
        });
      }}
    />
  );
}

function writes(method: string): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH";
}
