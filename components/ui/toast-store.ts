export type Toast = {
  readonly id: number;
  readonly type: "success" | "error" | "info";
  readonly title: string;
  readonly description: string | undefined;
};

const toastsMax = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** One store for the page, so that whoever says something does not need to stand inside of a provider. */
export const toastStore = {
  add: (toast: Omit<Toast, "id">): void => {
    set([...toasts, { ...toast, id: nextId++ }].slice(-toastsMax));
  },
  remove: (id: number): void => {
    set(toasts.filter((toast) => toast.id !== id));
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  now: () => toasts,
};

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
