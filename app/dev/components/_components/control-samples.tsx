"use client";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { ChoiceSamples } from "./choice-samples.tsx";
import { OverlaySamples } from "./overlay-samples.tsx";

const variants = ["primary", "secondary", "ghost", "danger", "danger-quiet"] as const;

export function ControlSamples() {
  return (
    <div className="grid gap-5 xl:grid-cols-2">
      <Card title="Buttons">
        <div className="space-y-4">
          {variants.map((variant) => (
            <div key={variant} className="flex flex-wrap items-center gap-2">
              <Button variant={variant} icon={<Plus aria-hidden className="size-4" />}>
                {variant}
              </Button>
              <Button variant={variant} size="sm">
                Small
              </Button>
              <Button variant={variant} loading>
                Loading
              </Button>
              <Button variant={variant} disabled>
                Disabled
              </Button>
              <Button variant={variant} disabledReason="Only administrators can do this">
                With a reason
              </Button>
            </div>
          ))}
          <div className="flex flex-wrap items-center gap-2">
            <Button size="lg" variant="primary">
              Large
            </Button>
            <ButtonLink href="/dev/components">A link</ButtonLink>
            <IconButton label="Edit" icon={<Pencil aria-hidden className="size-4" />} />
            <IconButton
              label="Delete"
              disabledReason="It is in use"
              icon={<Trash2 aria-hidden className="size-4" />}
            />
            <CopyButton value="text" label="Copy id" />
            <CopyButton value="text" label="Copy command" withText />
            <Tooltip content="Explains without hiding anything important">
              <Button variant="ghost">Tooltip</Button>
            </Tooltip>
            <span className="flex items-center gap-1 text-sm text-muted">
              Press <Kbd>/</Kbd>
            </span>
          </div>
        </div>
      </Card>
      <OverlaySamples />
      <ChoiceSamples />
      <Card title="Text">
        <div className="space-y-3">
          <Input aria-label="Empty" placeholder="Placeholder" />
          <Input aria-label="Filled" defaultValue="payments.example.com" />
          <Input aria-label="Wrong" aria-invalid defaultValue="payments example" />
          <Input aria-label="Disabled" disabled defaultValue="can't be changed" />
          <Textarea aria-label="Text area" placeholder="Grows with its text" />
          <Tabs
            label="View"
            param="view"
            tabs={[
              { value: "form", label: "Form", content: <p className="text-sm">The form.</p> },
              { value: "yaml", label: "YAML", content: <p className="text-sm">The YAML.</p> },
            ]}
          />
        </div>
      </Card>
    </div>
  );
}
