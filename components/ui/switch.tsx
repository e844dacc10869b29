import type { ReactNode } from "react";

export type SwitchProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label?: ReactNode;
  readonly description?: ReactNode;
  readonly disabled?: boolean | undefined;
  readonly id?: string | undefined;
  readonly "aria-label"?: string | undefined;
  readonly "aria-describedby"?: string | undefined;
};

/** On or off at once. */
export function Switch({
  checked,
  onChange,
  label,
  description,
  disabled = false,
  id,
  ...aria
}: SwitchProps) {
  const control = (
    <span className="relative flex h-5 w-9 shrink-0">
      <input
        type="checkbox"
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- a checkbox says itself whether it is checked
        role="switch"
        id={id}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        disabled={disabled}
        aria-label={aria["aria-label"]}
        aria-describedby={aria["aria-describedby"]}
        className="peer h-5 w-9 appearance-none rounded-full border border-control bg-sunken transition-colors checked:border-accent checked:bg-accent disabled:opacity-50"
      />
      <span className="pointer-events-none absolute top-0.75 left-0.75 size-3.5 rounded-full bg-control transition-transform peer-checked:translate-x-4 peer-checked:bg-on-accent" />
    </span>
  );
  if (!label) return control;
  return (
    <label className="flex min-h-6 items-start justify-between gap-4 text-sm pointer-coarse:min-h-10">
      <span>
        <span className="font-medium">{label}</span>
        {description ? <span className="block text-muted">{description}</span> : null}
      </span>
      {control}
    </label>
  );
}
