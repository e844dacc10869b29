"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** CodeMirror is large: it is loaded when a policy is opened, not before. */
export const LazySourceEditor = dynamic(
  async () => (await import("./source-editor.tsx")).SourceEditor,
  { ssr: false, loading: () => <Skeleton className="h-96 w-full" /> },
);
