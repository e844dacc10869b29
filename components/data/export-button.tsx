"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { useCall } from "./use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { csvExports, type Exportable } from "#calls/exports";

/** Takes the filtered list along as CSV; what was taken is in the audit log. */
export function ExportButton({
  list,
  input,
}: {
  readonly list: Exportable;
  readonly input: Readonly<Record<string, unknown>>;
}) {
  const create = useCall(csvExports.create);
  return <CsvButton name={list.replace(".list", "")} take={() => create({ list, input })} />;
}

type Exported = z.output<typeof csvExports.create.output>;

/** A file of what `take` gives. */
export function CsvButton({
  name,
  take,
}: {
  readonly name: string;
  readonly take: () => Promise<Exported>;
}) {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { csv, rows, truncated } = await take();
      download(csv, `${name}-${new Date().toISOString().slice(0, 10)}.csv`);
      if (truncated)
        toast.info(
          `${formatNumber(rows)} rows exported, and there is more`,
          "Narrow the filters for the rest.",
        );
      else toast.success(`${formatNumber(rows)} rows exported`);
    } catch (error) {
      toast.error("The export failed", error instanceof Error ? error.message : undefined);
    }
    setBusy(false);
  };
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-label="Export as CSV"
      loading={busy}
      icon={<Download aria-hidden className="size-3.5" />}
      onClick={() => void save()}
    >
      CSV
    </Button>
  );
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
