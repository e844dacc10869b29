import { toastStore } from "./toast-store.ts";

export type Toaster = {
  readonly success: (title: string, description?: string) => void;
  /** Stays until it is dismissed: nobody should miss that something failed. */
  readonly error: (title: string, description?: string) => void;
  readonly info: (title: string, description?: string) => void;
};

const show = (type: keyof Toaster) => (title: string, description?: string) =>
  toastStore.add({ type, title, description });

const toaster: Toaster = { success: show("success"), error: show("error"), info: show("info") };

/** Says that something has happened, where the page itself does not show it. */
export function useToast(): Toaster {
  return toaster;
}
