"use client";
import { useEffect, useRef, type ReactNode } from "react";
import type { FieldEdit } from "./compare-edits.ts";
import { Callout } from "#components/ui/callout.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { wordsFor } from "#lib/client/words.ts";

/** How people call a field, and its values where they have words. */
export type FieldWords =
  | string
  | { readonly label: string; readonly values: Readonly<Record<string, string>> };

export type Side = "mine" | "theirs";

export type EditConflictProps = {
  readonly edits: readonly FieldEdit[];
  readonly choices: Readonly<Record<string, Side>>;
  readonly onChoose: (key: string, side: Side) => void;
  readonly words: Readonly<Record<string, FieldWords>>;
  /** How what they changed is shown, where before and after in words will not do. */
  readonly difference?: ((edit: FieldEdit) => ReactNode) | undefined;
};

/** Somebody saved meanwhile: who changed what, and for each field that both changed the question whose value it shall be. */
export function EditConflict(props: EditConflictProps) {
  const { edits, choices, onChoose } = props;
  const clashing = edits.filter(({ clashes }) => clashes);
  const sorted = [...clashing, ...edits.filter(({ clashes }) => !clashes)];
  const place = useRef<HTMLDivElement>(null);
  // The button that was pressed may be a screen away.
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="scroll-my-20 outline-none">
      <Callout tone="warning" live title={wordsFor("edit-conflict").title}>
        <p>
          {wordsFor("edit-conflict").text}{" "}
          {clashing.length > 0
            ? "Where you changed the same, choose whose to keep, then save again."
            : "You changed other things, so both are here now. Save again."}
        </p>
        <ul className="mt-3 space-y-4">
          {sorted.map((edit) => {
            const words = props.words[edit.key] ?? edit.key;
            return (
              <li key={edit.key} className="space-y-2">
                <What edit={edit} label={labelOf(words)} />
                {props.difference?.(edit) ?? <Difference edit={edit} words={words} />}
                {edit.clashes ? (
                  <RadioGroup<Side>
                    look="cards"
                    aria-label={`${labelOf(words)}: whose`}
                    value={choices[edit.key] ?? null}
                    onChange={(side) => onChoose(edit.key, side)}
                    options={[
                      {
                        value: "theirs",
                        label: "Take theirs",
                        description: valueText(edit.theirs, words),
                      },
                      {
                        value: "mine",
                        label: "Keep mine",
                        description: valueText(edit.mine, words),
                      },
                    ]}
                  />
                ) : null}
              </li>
            );
          })}
        </ul>
      </Callout>
    </div>
  );
}

function What({ edit, label }: { readonly edit: FieldEdit; readonly label: string }) {
  return (
    <p>
      <strong className="font-semibold">{label}</strong>{" "}
      <span className="text-muted">
        {edit.change ? (
          <>
            changed by {edit.change.by}, <RelativeTime value={edit.change.at} />
          </>
        ) : (
          "changed by somebody else"
        )}
      </span>
    </p>
  );
}

function Difference({ edit, words }: { readonly edit: FieldEdit; readonly words: FieldWords }) {
  return (
    <p className="whitespace-pre-wrap">
      <span className="sr-only">Before: </span>
      <del className="text-muted">{valueText(edit.before, words)}</del>
      <span aria-hidden> → </span>
      <span className="sr-only">After: </span>
      {valueText(edit.theirs, words)}
    </p>
  );
}

function labelOf(words: FieldWords): string {
  return typeof words === "string" ? words : words.label;
}

/** A value as the form would show it. */
function valueText(value: unknown, words: FieldWords): string {
  const isNothing = value === null || value === undefined || value === "";
  if (isNothing || (Array.isArray(value) && value.length === 0)) return "Nothing";
  if (Array.isArray(value)) return value.map((each) => valueText(each, words)).join("\n");
  if (typeof value === "object")
    return Object.values(value)
      .map((each) => valueText(each, words))
      .join(" ");
  return scalarText(value, words);
}

function scalarText(value: unknown, words: FieldWords): string {
  if (typeof value === "boolean") return value ? "On" : "Off";
  const text = String(value).trim();
  return (typeof words === "string" ? undefined : words.values[text]) ?? text;
}
