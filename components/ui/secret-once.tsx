"use client";
import { useId, useState } from "react";
import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { Checkbox } from "./checkbox.tsx";
import { CopyButton } from "./copy-button.tsx";

export type SecretOnceProps = {
  /** "Enforcer credential" */
  readonly label: string;
  readonly value: string;
  /** Where it belongs. */
  readonly hint?: string | undefined;
  /** Leads on, once the reader says that it is stored. */
  readonly onDone: () => void;
};

/** A secret that is shown this once: copy it, say that it is stored, go on. */
export function SecretOnce({ label, value, hint, onDone }: SecretOnceProps) {
  const [stored, setStored] = useState(false);
  const id = useId();
  return (
    <div className="space-y-3">
      <Callout tone="warning" title="Shown only once">
        Only a hash of it is kept: if it is lost, make a new one.
      </Callout>
      <div className="space-y-1">
        <p id={id} className="text-sm font-medium">
          {label}
        </p>
        <div className="flex items-center gap-2 rounded-md border bg-sunken p-2">
          <code
            aria-describedby={id}
            className="min-w-0 flex-1 text-sm select-all [overflow-wrap:anywhere]"
          >
            {value}
          </code>
          <CopyButton value={value} label="Copy" withText />
        </div>
        {hint ? <p className="text-sm text-muted">{hint}</p> : null}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox checked={stored} onChange={setStored} label="I have stored it" />
        <Button
          variant="primary"
          disabledReason={stored ? null : "Store it first: it can't be shown again"}
          onClick={onDone}
        >
          Done
        </Button>
      </div>
    </div>
  );
}
