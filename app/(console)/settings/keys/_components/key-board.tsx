"use client";
import type { z } from "zod";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { keys, type SigningKeyView } from "#calls/keys";
import { keyColumns } from "./key-columns.tsx";
import { RetireKey } from "./retire-key.tsx";
import { RotateKey } from "./rotate-key.tsx";

type Props = {
  readonly initial: z.output<typeof keys.list.output>;
  readonly mayWrite: boolean;
};

export type KeyAction = { readonly kind: "rotate" | "retire"; readonly key: SigningKeyView };

/** Keys in the order of their lives; asked again, because the authority moves them on by itself. */
export function KeyBoard({ initial, mayWrite }: Props) {
  const { data } = useRead(keys.list, {}, initial, 3_000);
  const rotate = useCall(keys.rotate);
  const retire = useCall(keys.retire);
  const toast = useToast();
  const [action, setAction] = useState<KeyAction | null>(null);
  const close = () => setAction(null);
  return (
    <>
      <DataTable
        caption="Signing keys"
        rows={data.items}
        rowKey={(key) => key.kid}
        columns={keyColumns(mayWrite ? setAction : null)}
      />
      <RotateKey
        subject={action?.kind === "rotate" ? action.key : null}
        onClose={close}
        onRotate={async (input) => {
          await rotate(input);
          toast.success("The authority makes the successor now");
        }}
      />
      <RetireKey
        subject={action?.kind === "retire" ? action.key : null}
        onClose={close}
        onRetire={async (input) => {
          await retire(input);
          toast.success("The key is retired");
        }}
      />
    </>
  );
}
