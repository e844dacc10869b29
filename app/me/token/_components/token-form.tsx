"use client";
import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Field } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Select } from "#components/ui/select.tsx";
import { stepUpWithPasskey } from "#lib/client/ceremonies.ts";
import { fetchToken } from "#lib/client/fetch-token.ts";
import { type DeviceKey } from "#lib/client/key-proof.ts";
import type { AccessToken } from "#lib/client/redeem.ts";
import { storedDeviceKey } from "#lib/client/stored-device-key.ts";
import { tokens } from "#calls/tokens";
import { needsCeremony, type TokenQuery } from "./token-query.ts";
import { TokenResult } from "./token-result.tsx";

type Api = {
  readonly slug: string;
  readonly name: string;
  readonly audience: string;
  readonly hosts: readonly string[];
};
type Props = {
  readonly apis: readonly Api[];
  readonly chosen: string;
  readonly query: TokenQuery;
  readonly verified: { readonly authTime: string; readonly acr: string };
};

/** Chooses an API, meets what a challenge asked for, and shows the token once. */
export function TokenForm({ apis, chosen, query, verified }: Props) {
  const createCode = useCall(tokens.createCode);
  const [slug, setSlug] = useState(chosen);
  const [key, setKey] = useState<DeviceKey | null>(null);
  const [bound, setBound] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [made, setMade] = useState<{ token: AccessToken; key: DeviceKey | null } | null>(null);
  useEffect(() => {
    storedDeviceKey()
      .then(setKey)
      .catch(() => undefined);
  }, []);
  const asked = query.maxAgeSeconds !== null || query.phishingResistant;

  const get = async () => {
    setBusy(true);
    setFailure(null);
    setMade(null);
    const boundTo = bound ? key : null;
    try {
      if (needsCeremony(query, verified, Date.now())) await stepUpWithPasskey();
      setMade({ token: await fetchToken(createCode, slug, query.scopes, boundTo), key: boundTo });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "It did not work.");
    }
    setBusy(false);
  };
  return (
    <>
      {asked ? <Asked maxAgeSeconds={query.maxAgeSeconds} /> : null}
      <Card title="Token">
        <div className="space-y-4">
          <Field label="API">
            {(aria, labelId) => (
              <Select
                {...aria}
                aria-labelledby={labelId}
                value={slug}
                onChange={setSlug}
                options={apis.map((each) => ({
                  value: each.slug,
                  label: each.name,
                  description: each.audience,
                }))}
              />
            )}
          </Field>
          {key ? (
            <Checkbox
              checked={bound}
              onChange={setBound}
              label="Bind it to this browser's device key"
              description="Stolen, it is worth nothing; every request has to be signed (DPoP)."
            />
          ) : null}
          {failure ? (
            <Callout tone="danger" title="No token" live>
              {failure}
            </Callout>
          ) : null}
          <Button
            variant="primary"
            loading={busy}
            icon={<KeyRound aria-hidden className="size-4" />}
            onClick={() => void get()}
          >
            {asked ? "Confirm and get a token" : "Get a token"}
          </Button>
        </div>
      </Card>
      {made ? <TokenResult made={made.token} dpopKey={made.key} host={hostOf(apis, slug)} /> : null}
    </>
  );
}

function Asked({ maxAgeSeconds }: { readonly maxAgeSeconds: number | null }) {
  return (
    <Callout title="An API asked for a fresh confirmation">
      {maxAgeSeconds === null
        ? "It wants you verified by passkey."
        : `It wants you verified within the last ${maxAgeSeconds} seconds.`}{" "}
      You are asked for your passkey if it has been longer, then the token passes.
    </Callout>
  );
}

function hostOf(apis: readonly Api[], slug: string): string {
  return apis.find((each) => each.slug === slug)?.hosts[0] ?? "";
}
