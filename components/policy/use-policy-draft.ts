"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSettled } from "#components/ui/use-settled.ts";
import { explainPolicy } from "#lib/engine/explain.ts";
import { call } from "#lib/client/call.ts";
import { policies, type PolicyDiagnostic } from "#calls/policies";
import { readDocument } from "#lib/policies/source/edit-source.ts";
import { readPolicySource } from "#lib/policies/source/read-policy-source.ts";

export type PolicyDraft = {
  readonly value: unknown;
  readonly isYaml: boolean;
  /** What it says; null while it is no policy. */
  readonly sentence: string | null;
  readonly diagnostics: readonly PolicyDiagnostic[];
  /** What it would target now; null until the server has said. */
  readonly reach: { readonly operations: number; readonly apis: number } | null;
};

/**
 * What can be said about a text while it is typed: at once by the schema that the server uses too, and a moment
 * later, from the server, by the names that exist and the operations it would target.
 */
export function usePolicyDraft(text: string, name: string | null): PolicyDraft {
  const local = useMemo(() => readPolicySource(text), [text]);
  const value = useMemo(() => readDocument(text), [text]);
  const settled = useSettled(text);
  const isAsked = local.document !== null;
  const { data, isPlaceholderData } = useQuery({
    queryKey: ["policies", "policies.validate", settled, name],
    queryFn: ({ signal }) =>
      call(policies.validate, { source: settled, ...(name === null ? {} : { name }) }, { signal }),
    enabled: isAsked,
    staleTime: 10_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
  // While more is typed the last answer stays: warnings that come and go with every key would only distract. Its
  // repairs are of the text that it was about.
  const answer = isAsked ? data : undefined;
  const isOfThisText = settled === text && !isPlaceholderData;
  const diagnostics = useMemo(
    () =>
      answer?.diagnostics.map((each) => (isOfThisText ? each : { ...each, repairs: [] })) ??
      local.diagnostics,
    [answer, local, isOfThisText],
  );
  return {
    value,
    isYaml: value !== null || text.trim() === "",
    sentence: useMemo(() => (local.document ? explainPolicy(local.document) : null), [local]),
    diagnostics,
    reach: answer ? { operations: answer.operations, apis: answer.apis } : null,
  };
}
