"use client";
import { useId, useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { Dialog } from "./dialog.tsx";
import { Input } from "./input.tsx";
import { Textarea } from "./textarea.tsx";

export type ConfirmDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** A question that names the thing: "Revoke MacBook of Ana?" */
  readonly title: string;
  /** What will happen, in numbers where there are any: one line each. */
  readonly effects: readonly ReactNode[];
  /** The verb, never "OK": "Revoke device". */
  readonly confirmLabel: string;
  readonly tone?: "danger" | "normal";
  /** Has to be typed to confirm; for what can't be undone. */
  readonly typed?: string | undefined;
  /** Asks for a reason, which goes into the audit log. */
  readonly reason?: "required" | "optional" | undefined;
  readonly children?: ReactNode;
  /** What has to be given first in what `children` ask. */
  readonly missing?: string | null;
  /** Closes when it resolves, unless with `false`; its error is shown inside the dialog. */
  readonly onConfirm: (answer: { readonly reason: string }) => Promise<void | boolean>;
};

/** Before anything destructive or security-relevant: says what will happen, and does it only then. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return props.open ? <OpenConfirmDialog {...props} /> : null;
}

function OpenConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    effects,
    confirmLabel,
    tone = "danger",
    typed,
    reason,
    children,
    onConfirm,
  } = props;
  const [text, setText] = useState("");
  const [why, setWhy] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const ids = { typed: useId(), reason: useId() };
  const missing =
    props.missing ?? missingText({ typed, text, needsReason: reason === "required", why });

  const confirm = async () => {
    setPending(true);
    setFailure(null);
    try {
      if ((await onConfirm({ reason: why.trim() })) !== false) onOpenChange(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "It did not work. Nothing was changed.");
      setPending(false);
    }
  };

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!pending) onOpenChange(next);
      }}
      title={title}
      size="sm"
      sticky
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={pending}>
            Cancel
          </Button>
          <Button
            variant={tone === "danger" ? "danger" : "primary"}
            loading={pending}
            disabledReason={missing}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <ul className="list-disc space-y-1 pl-4 text-sm marker:text-faint">
          {effects.map((effect, index) => (
            <li key={index}>{effect}</li>
          ))}
        </ul>
        {children}
        {reason ? (
          <div className="space-y-1">
            <label htmlFor={ids.reason} className="text-sm font-medium">
              Reason{" "}
              {reason === "optional" ? (
                <span className="font-normal text-muted">(optional)</span>
              ) : null}
            </label>
            <Textarea
              id={ids.reason}
              rows={2}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
            <p className="text-xs text-muted">It is kept in the audit log.</p>
          </div>
        ) : null}
        {typed ? (
          <div className="space-y-1">
            <label htmlFor={ids.typed} className="text-sm">
              Type{" "}
              <code className="rounded-xs bg-sunken px-1 py-0.5 font-semibold select-all dark:bg-raised">
                {typed}
              </code>{" "}
              to confirm
            </label>
            <Input
              id={ids.typed}
              value={text}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
        ) : null}
        {failure ? (
          <Callout tone="danger" live title="It did not work">
            {failure}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  );
}

type Missing = {
  readonly typed: string | undefined;
  readonly text: string;
  readonly needsReason: boolean;
  readonly why: string;
};

function missingText({ typed, text, needsReason, why }: Missing): string | null {
  if (needsReason && why.trim() === "") return "Give a reason first";
  if (typed !== undefined && text.trim() !== typed) return `Type “${typed}” first`;
  return null;
}
