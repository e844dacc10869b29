import type { Browser, BrowserContext, CDPSession, Page } from "@playwright/test";

/** Somebody with a browser of their own and a passkey-capable device (Chromium's virtual authenticator). */
export type Person = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  /** CSP violations and uncaught errors seen on any page of theirs. */
  readonly complaints: readonly string[];
};

export async function newPerson(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Person> {
  const context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const complain = (what: string) => complaints.push(`${page.url()}: ${what}`);
  page.on("pageerror", (error) => complain(error.message));
  page.on("console", (message) => {
    if (/content security policy|hydrat/i.test(message.text())) complain(message.text());
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await addAuthenticator(cdp);
  return { context, page, cdp, complaints };
}

/** A further authenticator, as a phone or a security key would be; gives its id. */
export async function addAuthenticator(cdp: CDPSession): Promise<string> {
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}
