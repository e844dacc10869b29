import type { ReactNode } from "react";
import { useId } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { PlainText } from "#components/ui/plain-text.tsx";

/** What a control needs to be tied to its label, help and error. */
export type ControlAria = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
};

export type FieldProps = {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  /** Required fields are the rule; the others say "(optional)". */
  readonly optional?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: (aria: ControlAria, labelId: string) => ReactNode;
};

/** Label, control, help and error, tied together for everybody. */
export function Field({ label, help, error, optional, className, children }: FieldProps) {
  const id = useId();
  const described = classNames(help ? `${id}-help` : null, error ? `${id}-error` : null);
  return (
    <div className={classNames("min-w-0 space-y-1", className)}>
      <label id={`${id}-label`} htmlFor={id} className="block text-sm font-medium">
        {label}
        {optional ? <span className="font-normal text-muted"> (optional)</span> : null}
      </label>
      {children(
        {
          id,
          "aria-describedby": described || undefined,
          "aria-invalid": error ? true : undefined,
        },
        `${id}-label`,
      )}
      <FieldError id={`${id}-error`} message={error} />
      {help ? (
        <p id={`${id}-help`} className="text-xs text-muted">
          {help}
        </p>
      ) : null}
    </div>
  );
}

/** The error below a control. */
export function FieldError({
  id,
  message,
}: {
  readonly id: string;
  readonly message: string | undefined;
}) {
  if (!message) return null;
  return (
    <p id={id} className="text-sm text-deny-ink [overflow-wrap:anywhere]">
      <PlainText text={sentence(message)} />
    </p>
  );
}

/** Messages of a schema begin in the middle ("is missing"), as they follow a field's name in the API. */
function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
