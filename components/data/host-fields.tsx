"use client";
import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import type { ApiFormValues } from "./api-form-values.ts";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

/** Hosts with their base paths, one line each. */
export function HostFields() {
  const { control } = useFormContext<ApiFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "hosts" });
  return (
    <div className="space-y-3">
      {fields.length === 0 ? (
        <p className="text-sm text-muted">Without a host no request can reach this API.</p>
      ) : null}
      {fields.map((field, index) => (
        <div
          key={field.id}
          className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)_auto] items-start gap-2"
        >
          <TextField<ApiFormValues>
            name={`hosts.${index}.host`}
            label="Host"
            placeholder="api.example.com"
            code
          />
          <TextField<ApiFormValues>
            name={`hosts.${index}.basePath`}
            label="Base path"
            placeholder="/"
            code
          />
          <div className="pt-6">
            <IconButton
              label={`Remove host ${index + 1}`}
              icon={<Trash2 aria-hidden className="size-4" />}
              onClick={() => remove(index)}
            />
          </div>
        </div>
      ))}
      <Button
        size="sm"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => append({ host: "", basePath: "/" })}
      >
        Add host
      </Button>
    </div>
  );
}
