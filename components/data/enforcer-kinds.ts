/** What the kinds of enforcers are called. */
export const kindWords = { sallyport: "Sallyport", opa: "Open Policy Agent" } as const;
