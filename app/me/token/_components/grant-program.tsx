"use client";
import { Terminal } from "lucide-react";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { stepUpWithPasskey } from "#lib/client/ceremonies.ts";
import { tokens } from "#calls/tokens";
import { needsCeremony, type Program, type TokenQuery } from "./token-query.ts";

type Props = {
  readonly api: { readonly slug: string; readonly name: string } | null;
  readonly query: TokenQuery;
  readonly program: Program;
  readonly verified: { readonly authTime: string; readonly acr: string };
};

/** Consent for a program on this computer (RFC 8252): nothing is given without a click here. */
export function GrantProgram({ api, query, program, verified }: Props) {
  const createCode = useCall(tokens.createCode);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [sent, setSent] = useState(false);
  if (!api)
    return (
      <Callout tone="warning" title="This API is not known">
        The program asked for “{query.api ?? ""}”. Check the name it was started with.
      </Callout>
    );
  const allow = async () => {
    setBusy(true);
    setFailure(null);
    try {
      if (needsCeremony(query, verified, Date.now())) await stepUpWithPasskey();
      const made = await createCode({
        resource: api.slug,
        clientId: "cli",
        redirectUri: program.redirectUri,
        codeChallenge: program.codeChallenge,
        scopes: [...query.scopes],
        ...(program.dpopJkt ? { dpopJkt: program.dpopJkt } : {}),
        ...(program.state ? { state: program.state } : {}),
      });
      const back = new URL(made.redirectUri);
      back.searchParams.set("code", made.code);
      if (made.state !== null) back.searchParams.set("state", made.state);
      setSent(true);
      window.location.assign(back);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "It did not work.");
      setBusy(false);
    }
  };
  return (
    <Card>
      <div className="space-y-4">
        <p>
          The <strong>sallyport</strong> command on this computer wants to call{" "}
          <strong>{api.name}</strong> as you. Go on only if you started it just now.
        </p>
        <KeyValueList
          items={[
            { label: "API", value: api.name },
            { label: "Answers to", value: <code>{program.redirectUri}</code> },
            { label: "Bound to a device key", value: program.dpopJkt ? "Yes" : "No" },
            { label: "Lasts", value: "15 minutes" },
          ]}
        />
        {failure ? (
          <Callout tone="danger" title="Nothing was given" live>
            {failure}
          </Callout>
        ) : null}
        {sent ? (
          <Callout tone="success" title="Done" live>
            Go back to the terminal. You can close this page.
          </Callout>
        ) : null}
        <Button
          variant="primary"
          loading={busy && !sent}
          icon={<Terminal aria-hidden className="size-4" />}
          onClick={() => void allow()}
        >
          Give it a token
        </Button>
      </div>
    </Card>
  );
}
