"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { signInChoices, type SimulatedRequest } from "./simulated-request.ts";
import { Field } from "#components/form/field.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { devices } from "#calls/devices";
import { users } from "#calls/identities/users";

type Props = {
  readonly request: SimulatedRequest;
  readonly onChange: (change: Partial<SimulatedRequest>) => void;
};

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].map((value) => ({
  value,
  label: value,
}));
const signIns = signInChoices.map(({ value, label }) => ({ value, label }));

/** Who asks, with what, from where and when. */
export function RequestFields({ request, onChange }: Props) {
  return (
    <div className="grid gap-4 @lg:grid-cols-2 @5xl:grid-cols-4">
      <Field label="Person" help="Empty: somebody without a token">
        {(aria) => (
          <PersonChoice
            {...aria}
            value={request.subject}
            onChange={(subject) => onChange({ subject, device: null })}
          />
        )}
      </Field>
      <Field label="Device" help="Whose key the token is bound to">
        {(aria) => (
          <DeviceChoice
            {...aria}
            owner={request.subject}
            value={request.device}
            onChange={(device) => onChange({ device })}
          />
        )}
      </Field>
      <Field label="Signed in with">
        {(aria, labelId) => (
          <Select
            {...aria}
            aria-labelledby={labelId}
            options={signIns}
            value={request.signIn}
            onChange={(signIn) => onChange({ signIn })}
          />
        )}
      </Field>
      <TextInput
        label="Scopes"
        placeholder="none"
        value={request.scopes}
        onChange={(scopes) => onChange({ scopes })}
      />
      <div className="grid grid-cols-[7rem_1fr] gap-2 @lg:col-span-2">
        <Field label="Method">
          {(aria, labelId) => (
            <Select
              {...aria}
              aria-labelledby={labelId}
              options={methods}
              value={request.method}
              onChange={(method) => onChange({ method })}
            />
          )}
        </Field>
        <TextInput
          label="Address of the request"
          placeholder="https://api.example.com/invoices/7"
          value={request.url}
          onChange={(url) => onChange({ url })}
        />
      </div>
      <div className="grid grid-cols-[1fr_5rem] gap-2">
        <TextInput
          label="Client’s IP address"
          placeholder="unknown"
          value={request.address}
          onChange={(address) => onChange({ address })}
        />
        <TextInput
          label="Country"
          placeholder="—"
          value={request.country}
          onChange={(country) => onChange({ country })}
        />
      </div>
      <Field label="When" help="Empty: now. In your time zone.">
        {(aria) => (
          <Input
            {...aria}
            type="datetime-local"
            value={request.at}
            onChange={(event) => onChange({ at: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

type TextProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function TextInput({ label, placeholder, value, onChange }: TextProps) {
  return (
    <Field label={label}>
      {(aria) => (
        <Input
          {...aria}
          className="font-mono"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type ChoiceProps = {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly id: string;
  readonly "aria-describedby": string | undefined;
};

/** Among thousands: the server searches. */
function PersonChoice(props: ChoiceProps) {
  const [q, setQ] = useState("");
  const input = { q, limit: 20 };
  const { data, isFetching } = useQuery({
    queryKey: queryKey(users.list, input),
    queryFn: ({ signal }) => call(users.list, input, { signal }),
    staleTime: 30_000,
  });
  const options = (data?.items ?? []).map(({ slug, name }) => ({
    value: slug,
    label: slug,
    description: name,
  }));
  return (
    <Combobox
      {...props}
      options={options}
      onSearch={setQ}
      loading={isFetching}
      placeholder="Nobody"
    />
  );
}

function DeviceChoice({ owner, ...props }: ChoiceProps & { readonly owner: string | null }) {
  const input = { owner: owner ?? "", limit: 50 };
  const { data } = useQuery({
    queryKey: queryKey(devices.list, input),
    queryFn: ({ signal }) => call(devices.list, input, { signal }),
    enabled: owner !== null,
    staleTime: 30_000,
  });
  const options = (owner === null ? [] : (data?.items ?? [])).map(
    ({ slug, name, state, trust }) => ({
      value: slug,
      label: slug,
      description: `${name}, ${state}, ${trust}`,
    }),
  );
  return (
    <Combobox
      {...props}
      options={options}
      disabled={owner === null}
      placeholder="None"
      emptyText="This person has no device."
    />
  );
}
