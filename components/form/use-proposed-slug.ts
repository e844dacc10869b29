"use client";
import { useEffect } from "react";
import type { UseFormReturn } from "react-hook-form";
import { slugOf } from "./slug-of.ts";

type Named = { name: string; slug: string };

/** The identity follows the name until somebody writes one of their own. */
export function useProposedSlug<Values extends Named, Output>(
  form: UseFormReturn<Values, unknown, Output>,
): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both members are in every form that is taken
  const named = form as unknown as UseFormReturn<Named>;
  useEffect(() => {
    const { unsubscribe } = named.watch((values, { name, type }) => {
      if (name !== "name" || type !== "change" || named.getFieldState("slug").isDirty) return;
      named.setValue("slug", slugOf(values.name ?? ""), {
        shouldValidate: named.formState.isSubmitted,
      });
    });
    return unsubscribe;
  }, [named]);
}
