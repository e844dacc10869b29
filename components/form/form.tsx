"use client";
import type { ReactNode } from "react";
import { FormProvider, type FieldValues, type UseFormReturn } from "react-hook-form";
import { FormError } from "./form-error.tsx";
import { readProblem } from "./problem.ts";
import { useServerErrors } from "./use-server-errors.ts";
import { useUnsavedGuard } from "./use-unsaved-guard.ts";

export type FormProps<Values extends FieldValues, Output> = {
  readonly form: UseFormReturn<Values, unknown, Output>;
  /**
   * Sends the values. What it throws is shown: field errors at their fields, the rest above the buttons. `conflict`
   * when nothing was saved because somebody else was faster, and the form shows that itself.
   */
  readonly onSubmit: (values: Output) => Promise<"conflict" | void>;
  readonly children: ReactNode;
  /** Buttons: cancel first, the action last. Give the action `type="submit"`. */
  readonly footer: ReactNode;
  /** Off in dialogs that ask on their own. */
  readonly guard?: boolean;
  readonly id?: string | undefined;
};

/** A form of react-hook-form fields with server errors and a guard against losing edits. */
export function Form<Values extends FieldValues, Output = Values>(
  props: FormProps<Values, Output>,
) {
  const { form, onSubmit, children, footer, guard = true, id } = props;
  const server = useServerErrors<Values>(withoutOutput(form));
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const unchecked = form.formState.errors.root?.message;
  useUnsavedGuard(guard && isDirty && !isSubmitting && !isSubmitSuccessful);
  const submit = form.handleSubmit(async (values) => {
    server.clear();
    const saved = await onSubmit(values).catch((error: unknown) => {
      server.show(error);
      return "refused";
    });
    // So that the form does not count as saved.
    if (saved !== undefined) form.setError("root.server", { type: "server" });
  });
  return (
    <FormProvider {...withoutOutput(form)}>
      <form id={id} noValidate onSubmit={(event) => void submit(event)} className="space-y-5">
        {children}
        <FormError problem={unchecked ? readProblem({ detail: unchecked }) : server.formError} />
        <div className="flex flex-wrap justify-end gap-2">{footer}</div>
      </form>
    </FormProvider>
  );
}

/** Fields only read and set values; what the resolver makes of them at the end is of no concern to them. */
function withoutOutput<Values extends FieldValues, Output>(
  form: UseFormReturn<Values, unknown, Output>,
): UseFormReturn<Values> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return form as unknown as UseFormReturn<Values>;
}
