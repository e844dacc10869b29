"use client";
import { Fingerprint, KeyRound, Laptop } from "lucide-react";
import type { Draft } from "./draft.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { paths } from "#lib/client/paths.ts";
import type { RequestAnswer } from "#lib/requests/contract.ts";

type Challenge = NonNullable<RequestAnswer["challenge"]>;

type Props = {
  readonly challenge: Challenge;
  readonly draft: Draft;
  readonly busy: boolean;
  readonly hasKey: boolean;
  readonly onAgain: (
    change: Partial<Draft>,
    more?: { readonly ceremony?: boolean; readonly scopes?: readonly string[] },
  ) => void;
};

/** What the challenge asks for, in words, and a button that does it and sends the request again. */
export function ChallengeCallout({ challenge, draft, busy, hasKey, onAgain }: Props) {
  const needs = needsOf(challenge, draft);
  const scopes = challenge.scopes;
  const change = { withToken: true, ...(needs.device && hasKey ? { bound: true } : {}) };
  return (
    <Callout
      tone="warning"
      title="Challenged: this is what it takes"
      actions={
        <>
          {needs.device && !hasKey ? (
            <ButtonLink
              size="sm"
              href={paths.myDevices()}
              icon={<Laptop aria-hidden className="size-4" />}
            >
              Enroll this browser
            </ButtonLink>
          ) : null}
          <Button
            size="sm"
            variant="primary"
            loading={busy}
            icon={
              needs.ceremony ? (
                <Fingerprint aria-hidden className="size-4" />
              ) : (
                <KeyRound aria-hidden className="size-4" />
              )
            }
            onClick={() => onAgain(change, { ceremony: needs.ceremony, scopes })}
          >
            {labelOf(needs, draft.withToken)}
          </Button>
        </>
      }
    >
      {sentence(challenge)}
    </Callout>
  );
}

type Needs = { readonly ceremony: boolean; readonly device: boolean };

/** The header names devices in its sentence alone (RFC 9470 has no parameter for them). */
function needsOf({ error, scheme, description }: Challenge, { withToken, bound }: Draft): Needs {
  const asksDevice = scheme === "DPoP" || /\bdevice\b|\bkey\b/.test(description ?? "");
  return {
    ceremony: withToken && error === "insufficient_user_authentication",
    device: asksDevice && !bound,
  };
}

function labelOf({ ceremony }: Needs, withToken: boolean): string {
  if (ceremony) return "Confirm with passkey and send again";
  return withToken ? "Send again with a new token" : "Send again as myself";
}

function sentence({ description, error, scopes }: Challenge): string {
  if (description !== null) return `${description.charAt(0).toUpperCase()}${description.slice(1)}.`;
  if (error === null) return "The caller is not known yet: send it with an access token.";
  return scopes.length > 0 ? `The token lacks the scope ${scopes.join(" and ")}.` : `${error}.`;
}
