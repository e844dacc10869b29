import { SourceDiff } from "#components/data/source-diff.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

type Props = {
  readonly before: string;
  readonly now: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
};

/** Somebody saved meanwhile: what they changed, and the two ways on. */
export function PolicyConflict({ before, now, onKeepMine, onTakeTheirs }: Props) {
  return (
    <Callout
      tone="warning"
      live
      title="Somebody else changed this policy while you edited it. Nothing of yours was saved."
      actions={
        <>
          <Button size="sm" onClick={onKeepMine}>
            Keep my text, then save again
          </Button>
          <Button size="sm" onClick={onTakeTheirs}>
            Take theirs, lose mine
          </Button>
        </>
      }
    >
      <SourceDiff before={before} after={now} />
    </Callout>
  );
}
