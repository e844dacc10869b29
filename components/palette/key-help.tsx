import { goToKeys } from "./palette-items.ts";
import { navigation } from "#components/shell/navigation.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

type Props = {
  readonly permissions: readonly string[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

const general = [
  { keys: ["Ctrl", "K"], does: "Find a page, a thing or an action" },
  { keys: ["/"], does: "Search this list" },
  { keys: ["j"], does: "Next row" },
  { keys: ["k"], does: "Previous row" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["x"], does: "Choose the row" },
  { keys: ["."], does: "Actions of the row" },
  { keys: ["Esc"], does: "Close what is open" },
  { keys: ["?"], does: "Show these keys" },
];

/** Every key the console knows. */
export function KeyHelp({ permissions, open, onOpenChange }: Props) {
  const pages = navigation
    .flat()
    .filter(({ permission }) => permissions.includes(permission))
    .map(({ key, label }) => ({ keys: ["g", goToKeys[key] ?? ""], does: label }));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys">
      <div className="grid gap-x-8 gap-y-4 pb-2 sm:grid-cols-2">
        <KeyList title="Everywhere" rows={general} />
        <KeyList title="Go to" rows={pages} />
      </div>
      <p className="border-t pt-3 pb-2 text-sm text-muted">
        Single letters can be turned off in the account menu.
      </p>
    </Dialog>
  );
}

function KeyList({ title, rows }: { readonly title: string; readonly rows: typeof general }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      <dl className="space-y-1.5 text-sm">
        {rows.map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-4">
            <dt className="text-muted">{does}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
