"use client";
import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { useMay } from "./list-context.tsx";
import type { Naming } from "./use-view-items.ts";
import type { Views } from "./use-views.ts";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { views as contract, type KeptList } from "#calls/preferences";

type Props = {
  readonly list: KeptList;
  readonly what: Naming;
  readonly views: Views;
  /** Columns that the viewer chose travel with the view. */
  readonly columns: readonly string[] | null;
  readonly onClose: () => void;
};

/** Gives the list as it stands, or the open view, a name. */
export function ViewDialog({ list, what, views, columns, onClose }: Props) {
  const router = useRouter();
  const create = useCall(contract.create);
  const update = useCall(contract.update);
  const mayShare = useMay("settings:write");
  const [name, setName] = useState(what === "rename" ? (views.open?.name ?? "") : "");
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const field = useId();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      if (what === "rename" && views.open) await update({ id: views.open.id, name });
      else {
        const query = withColumns(views.query, columns);
        router.push(views.href(await create({ list, name, query, shared })));
      }
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "It did not work.");
    }
    setBusy(false);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      sticky
      title={words[what].title}
      description={words[what].text}
    >
      <form className="space-y-4 pb-2" onSubmit={(event) => void save(event)}>
        <div className="space-y-1">
          <label htmlFor={field} className="text-sm font-medium">
            Name
          </label>
          <Input
            id={field}
            value={name}
            maxLength={60}
            required
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        {mayShare && what === "save" ? (
          <Checkbox checked={shared} onChange={setShared} label="Share with everybody here" />
        ) : null}
        {failure ? (
          <Callout tone="danger" live title="It did not work">
            {failure}
          </Callout>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            loading={busy}
            disabledReason={name.trim() === "" ? "Give it a name first" : null}
          >
            {words[what].button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const words = {
  save: {
    title: "Save as a view",
    text: "Search, filters, order and columns as they stand now.",
    button: "Save view",
  },
  rename: { title: "Rename view", text: null, button: "Rename" },
} as const;

function withColumns(query: string, columns: readonly string[] | null): string {
  const search = new URLSearchParams(query);
  if (columns && !search.has("columns")) search.set("columns", columns.join(","));
  return search.toString();
}
