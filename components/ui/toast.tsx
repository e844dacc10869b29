"use client";
import { Toast as Base } from "@base-ui/react/toast";
import { CircleCheck, Info, OctagonAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";

/** Wraps the application; toasts come from `useToast`. */
export function ToastLayer({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider timeout={6000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport
          data-toasts
          className="fixed inset-x-4 bottom-4 z-70 flex flex-col gap-2 outline-none sm:left-auto sm:w-88"
        >
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

const icons = {
  success: <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-allow" />,
  error: <OctagonAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-deny" />,
  info: <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />,
};

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["right", "down"]}
      className="rounded-md border bg-raised shadow-popup transition-[opacity,translate] duration-200 data-ending-style:translate-x-4 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-2.5 px-3 py-2.5 text-sm">
        {toast.type === "success"
          ? icons.success
          : toast.type === "error"
            ? icons.error
            : icons.info}
        <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          <Base.Title className="font-medium" />
          <Base.Description className="text-muted" />
        </div>
        <Base.Close
          render={
            <IconButton label="Dismiss" size="sm" icon={<X aria-hidden className="size-3.5" />} />
          }
          className="-my-1 -mr-1"
        />
      </Base.Content>
    </Base.Root>
  ));
}
