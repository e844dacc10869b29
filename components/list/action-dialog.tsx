"use client";
import { useId, useState } from "react";
import type { ListAction, Noun } from "./list-action.ts";
import { OutcomeTable } from "./outcome-table.tsx";
import { useBulk, type Outcome } from "./use-bulk.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { Progress } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/use-toast.ts";

export type ActionDialogProps<Row> = {
  readonly action: ListAction<Row>;
  readonly rows: readonly Row[];
  readonly noun: Noun;
  readonly name: (row: Row) => string;
  /** The rows that it was done to. */
  readonly onDone: (rows: readonly Row[]) => void;
  readonly onClose: () => void;
};

/** Says what will happen to how many, does it, and says which it was not done to, and why. */
export function ActionDialog<Row>({
  action,
  rows,
  noun,
  name,
  onDone,
  onClose,
}: ActionDialogProps<Row>) {
  const { act, progress } = useBulk<Row>();
  const toast = useToast();
  const [choice, setChoice] = useState("");
  const [failed, setFailed] = useState<readonly Outcome<Row>[] | null>(null);
  const able = rows.filter((row) => action.refusal(row, choice) === null);
  const what = whatOf(able, noun, name);
  const label = useId();
  if (failed)
    return (
      <OutcomeTable
        title={`${action.label}: ${formatCount(failed.length, noun.one, noun.many)} left out`}
        done={able.length - failed.length}
        failed={failed}
        noun={noun}
        name={name}
        onClose={onClose}
      />
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={action.title(what)}
      effects={[
        ...(able.length > 0 ? action.effects(able) : []),
        ...leftOut(action, rows, noun, choice),
      ]}
      confirmLabel={rows.length > 1 ? `${action.label} (${able.length})` : action.label}
      tone={action.danger ? "danger" : "normal"}
      reason={action.reason}
      missing={missingOf(action, able, choice)}
      onConfirm={async ({ reason }) => {
        const outcomes = await act(action, able, { reason, choice });
        const bad = outcomes.filter(({ result }) => !result.done);
        onDone(outcomes.filter(({ result }) => result.done).map(({ row }) => row));
        if (bad.length === 0) {
          toast.success(`${action.label}: ${what}`);
          onClose();
        } else setFailed(bad);
        return bad.length === 0;
      }}
    >
      {action.choice ? (
        <div className="space-y-1">
          <span id={label} className="text-sm font-medium">
            {action.choice.label}
          </span>
          <Select
            aria-labelledby={label}
            options={action.choice.options}
            value={choice === "" ? null : choice}
            placeholder="Choose…"
            onChange={setChoice}
          />
        </div>
      ) : null}
      {progress && progress.of > 1 ? (
        <Progress
          label={action.label}
          value={progress.done}
          max={progress.of}
          detail={`${progress.done} of ${progress.of}`}
        />
      ) : null}
    </ConfirmDialog>
  );
}

/** One by its name, several by their number. */
function whatOf<Row>(rows: readonly Row[], noun: Noun, name: (row: Row) => string): string {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return name(only);
  return formatCount(rows.length, noun.one, noun.many);
}

function missingOf<Row>(
  action: ListAction<Row>,
  able: readonly Row[],
  choice: string,
): string | null {
  if (able.length === 0) return "There is nothing that this can be done to.";
  return action.choice && choice === "" ? `Choose first: ${action.choice.label}` : null;
}

/** "2 people are left out: Suspended already." */
function leftOut<Row>(
  action: ListAction<Row>,
  rows: readonly Row[],
  noun: Noun,
  choice: string,
): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const why = action.refusal(row, choice);
    if (why !== null) counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(
    ([why, count]) =>
      `${formatCount(count, noun.one, noun.many)} ${count === 1 ? "is" : "are"} left out: ${why}`,
  );
}
