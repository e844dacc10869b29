"use client";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { isStreaming } from "./stream-state.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import type { Contract } from "#lib/contract.ts";

/**
 * A read of the REST API in the browser, beginning with what the page was rendered from. With `everyMs` it is
 * asked again while the tab is visible, so that what others change arrives without a reload.
 */
export function useRead<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I>,
  initial: z.output<O>,
  everyMs?: number,
): { readonly data: z.output<O>; readonly error: Error | null } {
  const { data, error } = useQuery<z.output<O>>({
    queryKey: queryKey(contract, input),
    queryFn: ({ signal }) => call(contract, input, { signal }),
    initialData: initial,
    staleTime: 1_000,
    // Without a session every answer is the same refusal.
    refetchInterval: ({ state }) =>
      everyMs === undefined || isSignedOut(state.error) ? false : pause(contract, everyMs),
  });
  return { data: data ?? initial, error };
}

/** Lists hear of changes where there is a stream, and then don't move rows by themselves every few seconds. */
function pause({ name }: Contract, everyMs: number): number {
  return name.endsWith(".list") && isStreaming() ? Math.max(everyMs, listPauseMs) : everyMs;
}

const listPauseMs = 15_000;

function isSignedOut(error: Error | null): boolean {
  return error instanceof ApiError && error.status === 401;
}
