"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

type Payload = { readonly content: ReactNode };

// One popup for the whole page: a list of a hundred rows has a hundred light triggers, not a hundred tooltips.
const handle = Base.createHandle<Payload>();

export type TooltipProps = {
  readonly content: ReactNode;
  /** The element that is explained; it has to take refs and props (a native element or a component of this folder). */
  readonly children: ReactElement<Record<string, unknown>>;
};

/** Explains its child on hover and focus. Never the only place of a fact: touch has no hover. */
export function Tooltip({ content, children }: TooltipProps) {
  return <Base.Trigger handle={handle} payload={{ content }} delay={250} render={children} />;
}

/** The one popup of all tooltips; rendered by the providers. */
export function TooltipLayer() {
  return (
    <Base.Root handle={handle}>
      {({ payload }) => (
        <Base.Portal>
          <Base.Positioner sideOffset={6} className="z-60">
            <Base.Popup className="max-w-72 rounded-sm bg-ink px-2 py-1 text-xs text-canvas shadow-popup transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:border dark:bg-raised dark:text-ink">
              {payload?.content}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      )}
    </Base.Root>
  );
}
