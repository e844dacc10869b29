"use client";
import type { Draft } from "./draft.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";

type Props = {
  readonly draft: Draft;
  readonly hasKey: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
};

const choices = [
  {
    value: "mine",
    label: "As myself",
    description: "With a fresh access token of mine for this API",
  },
  { value: "none", label: "As nobody", description: "Without a token" },
] as const;

/** Whose request it is: the visitor's or nobody's. Somebody else's is the simulator's business. */
export function CallerFields({ draft, hasKey, onChange }: Props) {
  return (
    <div className="space-y-2">
      <RadioGroup
        look="cards"
        aria-label="Who sends it"
        options={choices}
        value={draft.withToken ? "mine" : "none"}
        onChange={(value) => onChange({ withToken: value === "mine" })}
      />
      {draft.withToken && hasKey ? (
        <Checkbox
          checked={draft.bound}
          onChange={(bound) => onChange({ bound })}
          label="Bind the token to this browser's device key"
          description="The request is signed (DPoP); conditions on the device can hold."
        />
      ) : null}
      {draft.withToken && !hasKey ? (
        <p className="text-sm text-muted">
          Conditions on a device can hold once{" "}
          <TextLink href={paths.myDevices()}>this browser is enrolled</TextLink>.
        </p>
      ) : null}
      <p className="text-sm text-muted">
        The address the enforcer sees is this server’s. To imagine another person, device or place,
        use the simulator of a policy.
      </p>
    </div>
  );
}
