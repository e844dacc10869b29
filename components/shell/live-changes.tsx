"use client";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { reportStream } from "#components/data/stream-state.ts";

/** Rows must not move under a pointer that is about to click. */
const held = () => document.querySelector("tbody:hover, [role=menu]") !== null;
const lookAgainMs = 400;

/** What the frame around each page shows comes from the server: the count of unpublished changes, of waiting devices. */
const framed = new Set(["apis", "policies", "releases", "devices"]);

/**
 * Listens for what others change, and asks again for what is on the screen. Without the stream everything still arrives,
 * by the intervals at which screens ask by themselves.
 */
export function LiveChanges() {
  const queries = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const apply = () => {
      clearTimeout(timer);
      if (waiting.size === 0) return;
      if (document.hidden || held()) {
        timer = setTimeout(apply, lookAgainMs);
        return;
      }
      const domains = [...waiting];
      waiting.clear();
      void refetch(queries, domains);
      if (domains.some((domain) => framed.has(domain))) router.refresh();
    };
    const source = new EventSource("/api/live");
    source.addEventListener("open", () => {
      reportStream(true);
    });
    source.addEventListener("error", () => {
      reportStream(false);
    });
    source.addEventListener("changed", ({ data }: MessageEvent<string>) => {
      for (const domain of data.split(" ")) waiting.add(domain);
      apply();
    });
    return () => {
      clearTimeout(timer);
      source.close();
      reportStream(false);
    };
  }, [queries, router]);
  return null;
}

async function refetch(queries: QueryClient, domains: readonly string[]): Promise<void> {
  await Promise.all(
    domains.map((domain) =>
      queries.invalidateQueries({ queryKey: [domain], refetchType: "active" }),
    ),
  );
}
