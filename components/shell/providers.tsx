"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useState, type ReactNode } from "react";
import { StepUpProvider } from "#components/data/step-up-provider.tsx";
import { reportRead } from "./connection.ts";
import { readProblem } from "#components/form/problem.ts";
import { NonceContext } from "#components/ui/nonce-context.ts";
import { ToastLayer } from "#components/ui/toast.tsx";
import { TooltipLayer } from "#components/ui/tooltip-layer.tsx";

export type ProvidersProps = { readonly nonce: string | undefined; readonly children: ReactNode };

/** What every page of the application stands on. */
export function Providers({ nonce: given, children }: ProvidersProps) {
  const [queries] = useState(createQueryClient);
  // Rendered anew, the layout brings the nonce of another request than the document's.
  const [nonce] = useState(given);
  return (
    <NonceContext value={nonce}>
      <CSPProvider nonce={nonce} disableStyleElements>
        <ThemeProvider
          attribute="class"
          defaultTheme="system"
          enableSystem
          disableTransitionOnChange
          {...(nonce ? { nonce } : {})}
        >
          <NuqsAdapter>
            <QueryClientProvider client={queries}>
              <StepUpProvider>{children}</StepUpProvider>
              <TooltipLayer />
              <ToastLayer />
            </QueryClientProvider>
          </NuqsAdapter>
        </ThemeProvider>
      </CSPProvider>
    </NonceContext>
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: reportRead, onSuccess: () => reportRead(null) }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // What the server refused it will refuse again; only its absence is worth a second try.
        retry: (count, error) => count < 2 && (readProblem(error).status ?? 503) >= 500,
      },
    },
  });
}
