import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";

/**
 * Checks a form by a schema that is fetched, and zod with it, when the form is first sent: no page waits for either.
 * What the form can't be checked by is no reason to lose what was typed: the form says so and can be sent again.
 */
export function checkedBy<Input extends FieldValues, Output>(
  load: () => Promise<z.ZodType<Output, Input>>,
): Resolver<Input, unknown, Output> {
  return async (values, context, options) => {
    const loaded = await Promise.all([import("./zod-resolver.ts"), load()]).catch(() => null);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every form has a root, whatever its fields are
    if (loaded === null) return { values: {}, errors: { root: notChecked } as FieldErrors<Input> };
    const [{ zodResolver }, schema] = loaded;
    return zodResolver(schema)(values, context, options);
  };
}

const notChecked = { type: "unchecked", message: "The console did not answer. Send it again." };
