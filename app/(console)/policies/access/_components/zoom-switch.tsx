"use client";
import { ZoomIn, ZoomOut } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";

const zooms = ["apis", "operations"] as const;

/** APIs from afar, operations from close by. */
export function ZoomSwitch({ zoom }: { readonly zoom: (typeof zooms)[number] }) {
  const [pending, startTransition] = useTransition();
  const [, setZoom] = useQueryState(
    "zoom",
    parseAsStringLiteral(zooms).withOptions({ shallow: false, startTransition, history: "push" }),
  );
  const isFar = zoom === "apis";
  const Icon = isFar ? ZoomIn : ZoomOut;
  return (
    <Button
      loading={pending}
      icon={<Icon aria-hidden className="size-4" />}
      onClick={() => void setZoom(isFar ? "operations" : "apis")}
    >
      {isFar ? "Show operations" : "Show APIs"}
    </Button>
  );
}
