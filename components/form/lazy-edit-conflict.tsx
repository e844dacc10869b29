"use client";
import dynamic from "next/dynamic";
import type { EditConflictProps } from "./edit-conflict.tsx";

const EditConflict = dynamic(async () =>
  import("./edit-conflict.tsx").then((module) => module.EditConflict),
);

type Props = Pick<EditConflictProps, "words" | "difference"> & {
  readonly conflict: Omit<EditConflictProps, "words" | "difference"> | null;
};

/** What somebody else changed meanwhile; nothing of it is loaded before that happens. */
export function LazyEditConflict({ conflict, ...rest }: Props) {
  return conflict === null ? null : <EditConflict {...conflict} {...rest} />;
}
