/** How a person was verified: RFC 8176 methods, and the class that tokens carry as `acr`. */
export type Verification = { readonly amr: readonly string[]; readonly acr: string };

/** The class of what resists phishing (OpenID EAP ACR Values 1.0, section 2): only a passkey gives it here. */
export const phishingResistant = "phr";

/** Passkey with user verification: phishing-resistant (acr `phr`), two factors in one. Synced keys are software keys. */
export function passkeyVerification(deviceType: string): Verification {
  return {
    amr: [deviceType === "singleDevice" ? "hwk" : "swk", "user", "mfa"],
    acr: phishingResistant,
  };
}

export const passwordVerification: Verification = {
  amr: ["pwd"],
  acr: "urn:sallyport:acr:password",
};
