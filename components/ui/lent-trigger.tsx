"use client";
import { useLayoutEffect, type Ref, type RefObject } from "react";

type Props = {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly ref?: Ref<HTMLElement>;
};

/**
 * Lends Base UI a button that was on the page before its code: what it renders as its trigger is nothing, and its
 * reference is that button. So it is what popups are placed by, named by, and give the focus back to.
 */
export function LentTrigger({ anchor, ref }: Props) {
  useLayoutEffect(() => {
    give(ref, anchor.current);
    return () => give(ref, null);
  }, [anchor, ref]);
  return null;
}

function give(ref: Props["ref"], element: HTMLElement | null): void {
  if (typeof ref === "function") ref(element);
  else if (ref) ref.current = element;
}
