"use client";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import type { ActionDialogProps } from "./action-dialog.tsx";

const loaded = dynamic(async () =>
  import("./action-dialog.tsx").then((module) => module.ActionDialog),
);

/** The dialog of an action; nothing of it is loaded before somebody asks for one. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `dynamic` forgets that it goes by the kind of row
export const LazyActionDialog = loaded as unknown as <Row>(
  props: ActionDialogProps<Row>,
) => ReactNode;
