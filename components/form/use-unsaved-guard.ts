"use client";
import { useEffect } from "react";

const question = "You have unsaved changes. Leave and lose them?";

/** Asks before unsaved changes are lost: on reload, on closing the tab, and on links inside the console. */
export function useUnsavedGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // Next's router has no veto, so links are stopped before it sees them.
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || leavesAlone(link, event)) return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [dirty]);
}

/** New tabs, downloads and places on the same page lose nothing. */
function leavesAlone(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    link.target === "_blank" ||
    link.hasAttribute("download")
  )
    return true;
  return link.origin === window.location.origin && link.pathname === window.location.pathname;
}
