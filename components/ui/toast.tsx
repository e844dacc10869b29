"use client";
import { CircleCheck, Info, OctagonAlert, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { IconButton } from "./icon-button.tsx";
import { toastStore, type Toast } from "./toast-store.ts";

const none: readonly Toast[] = [];
const staysMs = 6000;

/**
 * What `useToast` says; rendered by the providers. It is part of every page: what it has to say may be that nothing more
 * can be fetched.
 */
export function ToastLayer() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.now, () => none);
  const [held, setHeld] = useState(false);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- nothing to do here, only to wait for
    <section
      data-toasts
      aria-label="Notifications"
      aria-live="polite"
      aria-relevant="additions text"
      className="fixed inset-x-4 bottom-4 z-70 flex flex-col gap-2 sm:left-auto sm:w-88"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toasts.map((toast) => (
        <ToastBox key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  );
}

const icons = {
  success: <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-allow" />,
  error: <OctagonAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-deny" />,
  info: <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />,
};

/** Goes by itself unless it says that something failed, and not while somebody reads it. */
function ToastBox({ toast, held }: { readonly toast: Toast; readonly held: boolean }) {
  const { id, type, title, description } = toast;
  const goes = type !== "error" && !held;
  useEffect(() => {
    if (!goes) return;
    const timer = setTimeout(() => toastStore.remove(id), staysMs);
    return () => clearTimeout(timer);
  }, [goes, id]);
  return (
    <div
      role={type === "error" ? "alert" : undefined}
      className="rounded-md border bg-raised shadow-popup transition-[opacity,translate] duration-200 starting:translate-y-2 starting:opacity-0"
    >
      <div className="flex items-start gap-2.5 px-3 py-2.5 text-sm">
        {icons[type]}
        <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          <p className="font-medium">{title}</p>
          {description ? <p className="text-muted">{description}</p> : null}
        </div>
        <IconButton
          label="Dismiss"
          size="sm"
          icon={<X aria-hidden className="size-3.5" />}
          className="-my-1 -mr-1"
          onClick={() => toastStore.remove(id)}
        />
      </div>
    </div>
  );
}
