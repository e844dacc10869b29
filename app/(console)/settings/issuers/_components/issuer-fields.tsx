"use client";
import { SwitchField } from "#components/form/switch-field.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import type { IssuerValues } from "./issuer-form.tsx";

/** Where its keys are, and how much it is believed. */
export function IssuerFields({ pinned }: { readonly pinned: boolean }) {
  return (
    <>
      <TextField<IssuerValues>
        name="jwksUri"
        label="Address of its keys"
        type="url"
        code
        optional
        help="Only where its metadata (OpenID Connect Discovery, RFC 8414) does not say it. The authority has to reach it."
      />
      <TextArea<IssuerValues>
        name="pinnedJwks"
        label="Its keys as a JWKS"
        code
        optional
        help={
          pinned
            ? "Handed in; leave this empty to keep them."
            : "For an issuer that can’t be reached. Then nothing is fetched, and you replace them yourself."
        }
      />
      <TextArea<IssuerValues>
        name="groups"
        label="Groups that it may assert"
        optional
        help="One a line, as in its claim groups. Policies name them as identity/group. Others are ignored."
      />
      <SwitchField<IssuerValues>
        name="jit"
        label="People whom we don’t know count as authenticated"
        help="Off: a token for somebody without an entry here is refused."
      />
      <SwitchField<IssuerValues>
        name="trustedForAssurance"
        label="Believe how people signed in"
        help="On: its amr, acr and auth_time count for second factors. Whoever runs it can then claim any."
      />
    </>
  );
}
