"use client";
import { useRouter } from "next/navigation";
import { useMay } from "./list-context.tsx";
import type { Views } from "./use-views.ts";
import { useCall } from "#components/data/use-call.ts";
import type { MenuItem } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { views as contract } from "#calls/preferences";

export type Naming = "save" | "rename";

/** What can be done with the list as it stands, and with the view that is open. */
export function useViewItems(views: Views, name: (what: Naming) => void): readonly MenuItem[] {
  const router = useRouter();
  const toast = useToast();
  const update = useCall(contract.update);
  const remove = useCall(contract.remove);
  const mayShare = useMay("settings:write");
  const { open, changed, query } = views;
  const attempt = async (work: Promise<unknown>, done: string) => {
    try {
      await work;
      toast.success(done);
    } catch (error) {
      toast.error("Not changed", error instanceof Error ? error.message : undefined);
    }
  };
  const save: MenuItem = { kind: "action", label: "Save as a view…", onSelect: () => name("save") };
  if (!open || !(open.mine || mayShare)) return [save];
  const { id } = open;
  return [
    save,
    {
      kind: "action",
      label: `Save changes to “${open.name}”`,
      disabledReason: changed ? null : "Nothing has changed.",
      onSelect: () => void attempt(update({ id, query }), "View changed"),
    },
    { kind: "action", label: "Rename view…", onSelect: () => name("rename") },
    ...(mayShare
      ? [
          {
            kind: "choice",
            label: "Shared with everybody",
            checked: open.shared,
            onSelect: () =>
              void attempt(
                update({ id, shared: !open.shared }),
                open.shared ? "No longer shared" : "Shared with everybody",
              ),
          } as const,
        ]
      : []),
    {
      kind: "action",
      label: "Delete view",
      danger: true,
      onSelect: () => {
        void attempt(remove({ id }), `View “${open.name}” deleted`);
        router.push(views.href(null));
      },
    },
  ];
}
