import type { BulkAction } from "#lib/bulk/contract.ts";
import type { Permission } from "#lib/auth/console-roles.ts";

export type ActionAnswer = { readonly reason: string; readonly choice: string };

/** Something that can be done to one row, and to many: the same words, the same dialog, the same verb. */
export type ListAction<Row> = {
  /** The contract that does it to one row. */
  readonly action: BulkAction;
  /** "Suspend", "Give a role": in menus, and on the button. */
  readonly label: string;
  readonly danger?: boolean;
  readonly permission: Permission;
  /** Why this row can't, with what was chosen; null when it can. */
  readonly refusal: (row: Row, choice: string) => string | null;
  /** A question that names what it is about, once as "Ana" and once as "12 people". */
  readonly title: (what: string) => string;
  /** What will happen, in numbers. */
  readonly effects: (rows: readonly Row[]) => readonly string[];
  readonly reason?: "required";
  /** Something to be chosen first, as a role. */
  readonly choice?: {
    readonly label: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };
  readonly input: (row: Row, answer: ActionAnswer) => Readonly<Record<string, unknown>>;
};

export type Noun = { readonly one: string; readonly many: string };
