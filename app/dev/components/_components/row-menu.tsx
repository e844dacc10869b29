"use client";
import { Ellipsis } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/use-toast.ts";

export function RowMenu({ name }: { readonly name: string }) {
  const toast = useToast();
  return (
    <Menu
      trigger={
        <IconButton
          size="sm"
          label={`Actions for ${name}`}
          icon={<Ellipsis aria-hidden className="size-4" />}
        />
      }
      items={[{ kind: "action", label: "Say hello", onSelect: () => toast.info(name) }]}
    />
  );
}
