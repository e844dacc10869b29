"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { z } from "zod";
import { useStepUp, type StepUpReason } from "./step-up-context.ts";
import { useViewer } from "./viewer-context.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { call } from "#lib/client/call.ts";
import { CeremonyError } from "#lib/client/ceremony-error.ts";
import type { Contract } from "#lib/contract.ts";
import { me } from "#calls/identities/me";

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
  const viewer = useViewer();
  return useCallback(
    async (input: z.input<I>) => {
      const output = await once(contract, input).catch(async (error: unknown) => {
        const why = error instanceof ApiError ? neededFirst(error) : null;
        if (why === null) throw error;
        await stepUp(why);
        if (why === "session-ended") {
          await refuseAnother(viewer);
          // What the page reads stood still since the old session ended.
          void queries.invalidateQueries();
        }
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
    [contract, queries, router, stepUp, viewer],
  );
}

/** What one person wrote is never sent in the name of another who signed in meanwhile. */
async function refuseAnother(viewer: string | null): Promise<void> {
  if (viewer === null) return;
  const { slug } = await call(me.get, {});
  if (slug !== viewer) throw new CeremonyError("another-person");
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
