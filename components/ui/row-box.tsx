"use client";
import { Checkbox } from "./checkbox.tsx";

type Props = {
  readonly label: string;
  readonly checked: boolean | "mixed";
  readonly onChange: (on: boolean) => void;
};

/** The box before a row, large enough to be hit, above the link that spans the row. */
export function RowBox({ label, checked, onChange }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the box is inside and has a name
    <label
      data-row-box
      className="relative z-10 -my-1.5 -ml-1.5 inline-flex size-7 shrink-0 items-center justify-center align-middle pointer-coarse:size-10"
    >
      <Checkbox aria-label={label} checked={checked} onChange={onChange} />
    </label>
  );
}
