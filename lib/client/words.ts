/** The awkward moments, each in three parts: what happened, what it means, what to do. Written once, here. */
export type Words = { readonly title: string; readonly text: string };

const words = {
  cancelled: {
    title: "Nothing was confirmed",
    text: "The passkey dialog was closed or took too long; the browser does not say which. Nothing was changed. Try again when you are ready.",
  },
  unsupported: {
    title: "This browser has no passkeys",
    text: "It offers no WebAuthn, so a passkey can't be used here. Use a current Chrome, Edge, Firefox or Safari, or your phone.",
  },
  "no-verification": {
    title: "This authenticator can't verify you",
    text: "A passkey here needs a fingerprint, a face or a PIN. Set one up on this device or security key, or use another one.",
  },
  "already-registered": {
    title: "This device has your passkey already",
    text: "The same passkey can't be added twice. To have a second one, use another device, your phone or a security key.",
  },
  "wrong-address": {
    title: "Passkeys don't work at this address",
    text: "They belong to one address of the console, and never to an IP address. Open the address that your administrator gave you; on this computer that is localhost instead of 127.0.0.1. Elsewhere https is needed.",
  },
  "unknown-passkey": {
    title: "This passkey is not known here",
    text: "It was removed, or it belongs to another deployment. Choose another passkey, or ask an administrator for a recovery link.",
  },
  "passkey-refused": {
    title: "The passkey's answer could not be verified",
    text: "You were not signed in and nothing was changed. Try again; if it happens again, ask an administrator.",
  },
  "counter-back": {
    title: "This passkey looks like a copy",
    text: "Its use counter went backwards, as that of a copied key would. It was refused and your administrators can see it in the audit log.",
  },
  "wrong-user": {
    title: "This passkey belongs to somebody else",
    text: "You are signed in as another person. Choose your own passkey, or sign out first.",
  },
  "challenge-used": {
    title: "This was confirmed already",
    text: "Each confirmation counts once. Start again.",
  },
  "challenge-expired": {
    title: "That took too long",
    text: "A confirmation is good for five minutes. Start again.",
  },
  "challenge-unknown": {
    title: "This confirmation is not known",
    text: "It was replaced by a newer one, perhaps in another tab. Start again.",
  },
  "wrong-browser": {
    title: "This browser did not start this",
    text: "A sign-in has to end in the browser where it began, with cookies allowed. Reload the page and start again.",
  },
  "wrong-session": {
    title: "This was started in another session",
    text: "You signed in again meanwhile. Reload the page and start again.",
  },
  "wrong-purpose": {
    title: "This confirmation was for something else",
    text: "Reload the page and start again.",
  },
  "invitation-unknown": {
    title: "This link is not known",
    text: "It may have lost some characters on its way. Open it again from where you got it, or ask for a new one.",
  },
  "invitation-used": {
    title: "This link was used already",
    text: "If that was you, sign in with your passkey. If it was not, tell an administrator now.",
  },
  "invitation-expired": {
    title: "This link has expired",
    text: "Links are good for a limited time, and a newer one replaces an older one. Ask an administrator for a new one.",
  },
  "invitation-signed-in": {
    title: "Somebody is signed in here",
    text: "This link is for one person alone. If it is not yours, leave this page; going on with it ends the present session in this browser.",
  },
  "owner-exists": {
    title: "This deployment has an owner already",
    text: "The first-run link makes the first owner only. Sign in, or ask the owner for an invitation.",
  },
  "email-taken": {
    title: "Somebody has this e-mail address already",
    text: "Use another address, or sign in with the passkey of that account.",
  },
  "user-suspended": {
    title: "Your account is suspended",
    text: "Signing in and calling APIs is refused until an administrator ends the suspension.",
  },
  "user-inactive": {
    title: "This account is not active",
    text: "Ask an administrator.",
  },
  "password-refused": {
    title: "E-mail address or password are not right",
    text: "Or the account has a passkey: then only that works.",
  },
  "password-weak": {
    title: "This password can't be used",
    text: "At least 15 characters, not made of common words, your name or your address. A sentence of your own is good.",
  },
  "rate-limited": {
    title: "Too many attempts",
    text: "Wait a quarter of an hour, then try again.",
  },
  "session-ended": {
    title: "Your session has ended",
    text: "Nothing is lost: what you entered is still on this page. Sign in again to go on.",
  },
  "another-person": {
    title: "Somebody else is signed in now",
    text: "What you entered was not sent. Load the page again to go on as that person, or sign in as before.",
  },
  "ceremony-required": {
    title: "Confirm it's you",
    text: "Your last confirmation is too old for this. Use your passkey once more.",
  },
  "no-decision": {
    title: "Nothing decided about this request",
    text: "The answer names no decision, so it did not come through an enforcer. Check the gateway's address in the enforcer's record, and that the gateway asks it.",
  },
  "database-away": {
    title: "The database can't be reached",
    text: "Nothing was changed, and enforcers go on deciding by what they have. This page works again once the database does.",
  },
  "page-failed": {
    title: "This page could not be loaded",
    text: "The server could not answer: its database may be away for a moment. Nothing was changed, and enforcers go on deciding.",
  },
  "signed-out": {
    title: "Your session has ended",
    text: "What you see is no longer brought up to date.",
  },
  "console-unreachable": {
    title: "The console does not answer",
    text: "What you see may be out of date. It is asked again by itself; enforcers go on deciding.",
  },
  "console-unavailable": {
    title: "The console can’t read its database",
    text: "What you see may be out of date. It is asked again by itself; enforcers go on deciding.",
  },
  "edit-conflict": {
    title: "Somebody else changed this while you edited it",
    text: "Nothing of yours was saved, and nothing of yours is lost: below is what they changed.",
  },
  "last-passkey": {
    title: "This is your last passkey",
    text: "Without it only an administrator can let you in again. Add another one first.",
  },
  "last-owner": {
    title: "This is the last owner",
    text: "A deployment without an owner can't be looked after. Make somebody else an owner first.",
  },
  unavailable: {
    title: "It did not work",
    text: "The server could not do it now. Nothing was changed. Try again in a moment.",
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Every moment that has words, to be looked at together. */
export const momentsWithWords = Object.keys(words);

export type WordsKey = keyof typeof words;

/** Words for a reason code; a code without words of its own gets the general ones. */
export function wordsFor(reason: string | null | undefined): Words {
  return isKey(reason) ? words[reason] : words.unavailable;
}

function isKey(reason: string | null | undefined): reason is WordsKey {
  return typeof reason === "string" && Object.hasOwn(words, reason);
}
