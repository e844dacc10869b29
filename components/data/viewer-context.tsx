"use client";
import { createContext, useContext, type ReactNode } from "react";

const ViewerContext = createContext<string | null>(null);

/** Whose page this is; null outside of console and portal. */
export function useViewer(): string | null {
  return useContext(ViewerContext);
}

export function ViewerProvider({
  slug,
  children,
}: {
  readonly slug: string;
  readonly children: ReactNode;
}) {
  return <ViewerContext value={slug}>{children}</ViewerContext>;
}
