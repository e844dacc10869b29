import type { ReactNode } from "react";

export type MenuItem =
  | {
      readonly kind: "action";
      readonly label: string;
      readonly icon?: ReactNode;
      readonly onSelect: () => void;
      readonly danger?: boolean;
      readonly disabledReason?: string | null | undefined;
    }
  | {
      readonly kind: "link";
      readonly label: string;
      readonly icon?: ReactNode;
      readonly href: string;
    }
  | {
      readonly kind: "choice";
      readonly label: string;
      readonly icon?: ReactNode;
      readonly checked: boolean;
      /** Several are chosen one after the other. */
      readonly keepOpen?: boolean;
      readonly onSelect: () => void;
    }
  | { readonly kind: "heading"; readonly label: string; readonly detail?: string }
  | { readonly kind: "separator" };
