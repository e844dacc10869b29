"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { z } from "zod";
import { useStepUp, type StepUpReason } from "./step-up-context.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { call } from "#lib/client/call.ts";
import type { Contract } from "#lib/contract.ts";

/**
 * A write of the REST API. Where it needs a younger passkey ceremony, or a new session, the person is asked for it and
 * the call is made once more. Afterwards everything the contract invalidates is asked again, and the page rendered anew.
 */
export function useCall<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
): (input: z.input<I>) => Promise<z.output<O>> {
  const queries = useQueryClient();
  const router = useRouter();
  const stepUp = useStepUp();
  return useCallback(
    async (input: z.input<I>) => {
      const output = await once(contract, input).catch(async (error: unknown) => {
        const why = error instanceof ApiError ? neededFirst(error) : null;
        if (why === null) throw error;
        await stepUp(why);
        // What the page reads stood still since the old session ended.
        if (why === "session-ended") void queries.invalidateQueries();
        return once(contract, input);
      });
      await Promise.all(
        (contract.invalidates ?? []).map((domain) =>
          queries.invalidateQueries({ queryKey: [domain] }),
        ),
      );
      router.refresh();
      return output;
    },
    [contract, queries, router, stepUp],
  );
}

function neededFirst(error: ApiError): StepUpReason | null {
  if (error.status === 401) return "session-ended";
  return error.problem.code === "ceremony-required" ? "ceremony-required" : null;
}

function once<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  return call(contract, input);
}
