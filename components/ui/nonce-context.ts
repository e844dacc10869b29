"use client";
import { createContext, useContext } from "react";

/**
 * The nonce that the document came with. A page that is reached without loading a new document is rendered by
 * another request with another nonce, which this document's policy does not know.
 */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
