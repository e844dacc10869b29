import { SourceDiff } from "#components/data/source-diff.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { wordsFor } from "#lib/client/words.ts";

type Props = {
  readonly before: string;
  readonly now: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
};

/** Somebody saved meanwhile: what they changed, and the two ways on. */
export function PolicyConflict({ before, now, onKeepMine, onTakeTheirs }: Props) {
  return (
    <Dialog
      open
      onOpenChange={onKeepMine}
      size="lg"
      sticky
      title={wordsFor("edit-conflict").title}
      description={wordsFor("edit-conflict").text}
      footer={
        <>
          <Button onClick={onTakeTheirs}>Take theirs, drop mine</Button>
          <Button variant="primary" onClick={onKeepMine}>
            Keep mine and edit on
          </Button>
        </>
      }
    >
      <SourceDiff before={before} after={now} />
    </Dialog>
  );
}
