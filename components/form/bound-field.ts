import type { ReactNode } from "react";
import type { FieldPath, FieldValues } from "react-hook-form";

/** What every field bound to react-hook-form takes. Give the type of the values and a wrong name does not compile. */
export type BoundField<Values extends FieldValues> = {
  readonly name: FieldPath<Values>;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly optional?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
};
