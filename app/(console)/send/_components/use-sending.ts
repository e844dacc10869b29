"use client";
import { useRef, useState } from "react";
import { readHeaders, requestLine, type Draft } from "./draft.ts";
import type { Places } from "./place-of.ts";
import { useCall } from "#components/data/use-call.ts";
import { readProblem, type Problem } from "#components/form/problem.ts";
import { stepUpWithPasskey } from "#lib/client/ceremonies.ts";
import { fetchToken } from "#lib/client/fetch-token.ts";
import { dpopProof, type DeviceKey } from "#lib/client/key-proof.ts";
import type { AccessToken } from "#lib/client/redeem.ts";
import { requests, type RequestAnswer } from "#calls/requests";
import { tokens } from "#calls/tokens";

export type Attempt = {
  readonly number: number;
  readonly draft: Draft;
  readonly method: string;
  readonly target: string;
  readonly answer: RequestAnswer;
};

type More = {
  /** Confirm with the passkey first, so that the token says a young ceremony. */
  readonly ceremony?: boolean;
  readonly scopes?: readonly string[];
};

type Held = { readonly of: string; readonly until: number; readonly token: AccessToken };

/** Sends a draft in the visitor's name, and keeps what came back, newest first. */
export function useSending(places: Places, key: DeviceKey | null) {
  const send = useCall(requests.send);
  const tokenFor = useToken(key);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempts, setAttempts] = useState<readonly Attempt[]>([]);

  const run = async (draft: Draft, more: More) => {
    const line = requestLine(
      draft,
      places.apis.find(({ slug }) => slug === draft.api),
    );
    if (more.ceremony) await stepUpWithPasskey();
    const credential = draft.withToken
      ? await presentable(await tokenFor(draft, more), draft.bound ? key : null, {
          method: line.method,
          url: addressOf(places, draft, line.target),
        })
      : { token: null, proof: null };
    const { enforcer, api, host, headers, body } = draft;
    const answer = await send({
      enforcer,
      api,
      host,
      ...line,
      headers: readHeaders(headers) ?? [],
      body: body === "" ? null : body,
      ...credential,
    });
    return { draft, ...line, answer };
  };
  const start = async (draft: Draft, more: More = {}) => {
    setBusy(true);
    setProblem(null);
    try {
      const done = await run(draft, more);
      setAttempts((before) => [{ ...done, number: before.length + 1 }, ...before]);
    } catch (error) {
      setProblem(readProblem(error));
    }
    setBusy(false);
  };
  return { start, busy, problem, attempts };
}

/** A token for one API and key, in memory only: gone with the page, and replaced after a ceremony. */
function useToken(key: DeviceKey | null) {
  const createCode = useCall(tokens.createCode);
  const held = useRef<Held | null>(null);
  return async ({ api, bound }: Draft, { ceremony, scopes = [] }: More) => {
    const of = JSON.stringify([api, bound, scopes]);
    if (!ceremony && held.current?.of === of && held.current.until > Date.now())
      return held.current.token;
    const token = await fetchToken(createCode, api, scopes, bound ? key : null);
    held.current = { of, until: Date.now() + token.expiresInSeconds * 1000 - 60_000, token };
    return token;
  };
}

async function presentable(
  { token }: AccessToken,
  key: DeviceKey | null,
  request: { readonly method: string; readonly url: string },
): Promise<{ token: string; proof: string | null }> {
  return { token, proof: key && (await dpopProof(key, { ...request, token })) };
}

/** What the proof names: the scheme is the one that the gateway is asked with. */
function addressOf({ gateways }: Places, { enforcer, host }: Draft, target: string): string {
  const gateway = gateways.find(({ slug }) => slug === enforcer);
  const scheme = gateway?.gatewayUrl.startsWith("http:") ? "http" : "https";
  return `${scheme}://${host}${target}`;
}
