"use client";
import { KeyRound, Pencil, Plus, Smartphone, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { useStepUp } from "#components/data/step-up-context.ts";
import { RenameDialog } from "#components/identity/rename-dialog.tsx";
import { WordsCallout } from "#components/identity/words-callout.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { passkeys } from "#calls/authenticators";
import { addPasskey, type Place } from "#lib/client/ceremonies.ts";
import { ceremonyError } from "#lib/client/ceremony-error.ts";
import type { Words } from "#lib/client/words.ts";

type List = z.output<typeof passkeys.list.output>;
type Passkey = List["items"][number];

/** Add, rename, remove: the last one only after a warning. */
export function MyPasskeys({ initial }: { readonly initial: List }) {
  const { data } = useRead(passkeys.list, {}, initial);
  const router = useRouter();
  const stepUp = useStepUp();
  const rename = useCall(passkeys.rename);
  const remove = useCall(passkeys.remove);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  const [renaming, setRenaming] = useState<Passkey | null>(null);
  const [removing, setRemoving] = useState<Passkey | null>(null);

  const add = async (place: Place) => {
    setBusy(true);
    setProblem(null);
    try {
      await addPasskey(place).catch(async (error: unknown) => {
        if (ceremonyError(error).reason !== "ceremony-required") throw error;
        await stepUp();
        await addPasskey(place);
      });
      router.refresh();
    } catch (error) {
      setProblem(ceremonyError(error).words);
    }
    setBusy(false);
  };
  return (
    <Card
      title="Passkeys"
      description="What lets you in. Have two, so that losing one is no trouble."
      actions={
        <Button
          icon={<Plus aria-hidden className="size-4" />}
          loading={busy}
          onClick={() => void add("here")}
        >
          Add a passkey
        </Button>
      }
    >
      {problem ? <WordsCallout words={problem} /> : null}
      {data.items.length === 1 ? (
        <Callout
          tone="warning"
          title="You have one passkey"
          actions={
            <Button
              size="sm"
              icon={<Smartphone aria-hidden className="size-4" />}
              onClick={() => void add("phone")}
            >
              Add one on my phone
            </Button>
          }
        >
          Without a second one you depend on an administrator when you lose it.
        </Callout>
      ) : null}
      {data.items.length === 0 ? (
        <Callout tone="warning" title="You sign in with a password">
          Add a passkey: the password ends with it, and you can meet policies that ask for one.
        </Callout>
      ) : null}
      <ul className="divide-y">
        {data.items.map((each) => (
          <li key={each.id} className="flex items-center gap-3 py-3">
            <KeyRound aria-hidden className="size-4 shrink-0 text-muted" />
            <div className="min-w-0 flex-1">
              <p className="font-medium [overflow-wrap:anywhere]">{each.name}</p>
              <p className="text-xs text-muted">
                {each.synced ? "Synced between your devices" : "Bound to one device"} · added{" "}
                <RelativeTime value={each.createdAt} />
                {each.lastUsedAt ? <LastUsed at={each.lastUsedAt} /> : null}
              </p>
            </div>
            <IconButton
              label={`Rename ${each.name}`}
              icon={<Pencil aria-hidden className="size-4" />}
              onClick={() => setRenaming(each)}
            />
            <IconButton
              label={`Remove ${each.name}`}
              icon={<Trash2 aria-hidden className="size-4" />}
              onClick={() => setRemoving(each)}
            />
          </li>
        ))}
      </ul>
      <RenameDialog
        thing="passkey"
        current={renaming?.name ?? null}
        onClose={() => setRenaming(null)}
        onRename={async (name) => {
          if (renaming) await rename({ id: renaming.id, name });
        }}
      />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={`Remove ${removing?.name ?? "passkey"}?`}
        effects={
          data.items.length === 1
            ? [
                "It is your last passkey.",
                "When your session ends, only an administrator can let you in again.",
              ]
            : ["It no longer lets you in.", `${data.items.length - 1} left.`]
        }
        typed={data.items.length === 1 ? "lock me out" : undefined}
        confirmLabel="Remove passkey"
        onConfirm={async () => {
          if (removing) await remove({ id: removing.id, evenLast: data.items.length === 1 });
        }}
      />
    </Card>
  );
}

function LastUsed({ at }: { readonly at: string }) {
  return (
    <>
      {" "}
      · used <RelativeTime value={at} />
    </>
  );
}
