import { CopyButton } from "./copy-button.tsx";

/** An id, digest or slug in monospace with a copy button; long ones are cut in the middle of the row, never wrapped. */
export function CopyableText({
  value,
  label,
}: {
  readonly value: string;
  readonly label?: string;
}) {
  return (
    <span className="-my-1 inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 truncate" title={value}>
        {value}
      </code>
      <CopyButton value={value} label={label ?? "Copy"} />
    </span>
  );
}
