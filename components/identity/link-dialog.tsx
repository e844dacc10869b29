"use client";
import { Dialog } from "#components/ui/dialog.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";

type Props = {
  readonly title: string;
  readonly hint: string;
  /** Null while there is none. */
  readonly link: string | null;
  readonly onDone: () => void;
};

/** A one-time link, shown once. */
export function LinkDialog({ title, hint, link, onDone }: Props) {
  return (
    <Dialog open={link !== null} onOpenChange={(open) => !open && onDone()} title={title} held>
      {link === null ? null : (
        <SecretOnce label="One-time link" value={link} hint={hint} onDone={onDone} />
      )}
    </Dialog>
  );
}
