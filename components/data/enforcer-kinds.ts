/** What the kinds of enforcers are called. */
export const kindWords = { sallyport: "Sallyport enforcer", opa: "Open Policy Agent" } as const;

/** Kind and version of the program that was seen: "sallyport-enforcer/0.1.0" is "Sallyport enforcer 0.1.0". */
export function agentWord(enforcer: {
  readonly kind: keyof typeof kindWords;
  readonly agentVersion: string | null;
}): string {
  const version = /\d+(?:\.\d+)+\S*/.exec(enforcer.agentVersion ?? "")?.[0];
  return version ? `${kindWords[enforcer.kind]} ${version}` : kindWords[enforcer.kind];
}
