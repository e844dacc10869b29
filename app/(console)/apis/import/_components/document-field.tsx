"use client";
import { FileUp } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatBytes } from "#components/ui/format-number.ts";
import { Textarea } from "#components/ui/textarea.tsx";

export type ChosenDocument = { readonly text: string; readonly fileName: string };

type Props = {
  readonly chosen: ChosenDocument | null;
  readonly onChoose: (document: ChosenDocument | null) => void;
};

const bytesMax = 96 * 1024 * 1024;

/** A file by choosing or dropping it, or pasted text. */
export function DocumentField({ chosen, onChoose }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const text = file.size > bytesMax ? null : await file.text();
    setProblem(
      text === null ? `${file.name} has ${formatBytes(file.size)}; 96 MB are possible.` : null,
    );
    if (text !== null) onChoose({ text, fileName: file.name });
  };
  if (chosen && chosen.fileName !== pasted)
    return (
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-md border bg-sunken px-4 py-3 text-sm">
        <span>
          <strong className="font-semibold">{chosen.fileName}</strong>{" "}
          <span className="text-muted">{formatBytes(chosen.text.length)}</span>
        </span>
        <Button size="sm" onClick={() => onChoose(null)}>
          Choose another
        </Button>
      </div>
    );
  return (
    <div className="space-y-4">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is a shortcut for the input inside */}
      <label
        htmlFor={`${id}-file`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
        className={classNames(
          "flex cursor-pointer flex-col items-center gap-1 rounded-lg border border-dashed border-line-strong px-6 py-8 text-center text-sm focus-within:border-focus hover:bg-hover",
          over && "bg-selected",
        )}
      >
        <FileUp aria-hidden className="size-5 text-muted" />
        <span className="font-medium">Choose a file, or drop it here</span>
        <span className="text-muted">.json, .yaml or .yml, up to 96 MB</span>
        <input
          id={`${id}-file`}
          type="file"
          accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
          className="sr-only"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      {problem ? (
        <Callout tone="danger" live>
          {problem}
        </Callout>
      ) : null}
      <div className="space-y-1">
        <label htmlFor={`${id}-text`} className="block text-sm font-medium">
          Or paste it
        </label>
        <Textarea
          id={`${id}-text`}
          rows={8}
          spellCheck={false}
          className="font-mono text-xs"
          value={chosen?.text ?? ""}
          onChange={(event) =>
            onChoose(
              event.target.value === "" ? null : { text: event.target.value, fileName: pasted },
            )
          }
        />
      </div>
    </div>
  );
}

const pasted = "pasted text";
