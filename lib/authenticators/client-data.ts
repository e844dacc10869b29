import { z } from "zod";

const schema = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
  topOrigin: z.string().optional(),
});
export type ClientData = z.output<typeof schema>;

/** What the browser says it was asked for (WebAuthn Level 3, section 5.8.1), or null when it can't be read. */
export function readClientData(base64url: string): ClientData | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(base64url, "base64url").toString("utf8"));
    return schema.parse(json);
  } catch {
    return null;
  }
}

/** What is wrong with it, in our own words; the library checks the same again, and the signature over it. */
export function clientDataProblem(
  data: ClientData | null,
  expected: { readonly type: string; readonly challenge: string; readonly origin: string },
): "unreadable" | "wrong-type" | "wrong-challenge" | "wrong-origin" | "framed" | null {
  if (!data) return "unreadable";
  if (data.type !== expected.type) return "wrong-type";
  if (data.challenge !== expected.challenge) return "wrong-challenge";
  if (data.origin !== expected.origin) return "wrong-origin";
  // A console that runs in somebody else's frame has no reason to ask for a passkey.
  if (data.crossOrigin === true || data.topOrigin !== undefined) return "framed";
  return null;
}
