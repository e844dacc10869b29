import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";

export type CodeBlockProps = {
  readonly code: string;
  /** What it is: "opa-config.yaml", "curl". */
  readonly title?: string | undefined;
  readonly wrap?: boolean;
};

/** Text for a machine, with a copy button. Scrolls sideways and can be scrolled by keyboard. */
export function CodeBlock({ code, title, wrap = false }: CodeBlockProps) {
  const name = title ?? "Code";
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border bg-sunken">
      <figcaption className="flex min-h-9 items-center justify-between gap-2 border-b py-0.5 pr-1 pl-3 text-xs text-muted">
        <span className="truncate font-mono">{name}</span>
        <CopyButton value={code} label={`Copy ${name}`} />
      </figcaption>
      {/* Focusable, so that a keyboard can scroll it (WCAG 2.1.1). */}
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={name}
        role="region"
        className={classNames(
          "max-h-128 overflow-auto px-3 py-2.5 text-sm outline-offset-[-2px]",
          wrap && "whitespace-pre-wrap [overflow-wrap:anywhere]",
        )}
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
