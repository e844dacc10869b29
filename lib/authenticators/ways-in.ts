import { z } from "zod";
import { assertionResponse, attestationResponse, newcomer } from "./contract.ts";
import { passwordLength } from "./password.ts";

const password = z
  .string()
  .min(1)
  .max(passwordLength.max * 4);
const token = z.string().max(100);
const json = z.string().max(100_000).transform(parseJson);

/** What each way in is given. Everything arrives as form text: the passkey's answer is JSON in a field. */
export const waysIn = {
  passkey: z.object({ response: json.pipe(assertionResponse) }),
  password: z.object({ email: z.string().max(320), password }),
  invitation: z.object({ token, response: json.pipe(attestationResponse) }),
  "invitation-password": z.object({
    token,
    password,
    newcomer: json.pipe(newcomer.nullable()).optional(),
  }),
} as const;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
