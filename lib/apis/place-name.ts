import { createHash } from "node:crypto";

/** What a policy may name has 300 characters. */
const charactersMax = 300;

/** The name of an operation that has no operationId: `GET /users/{id}`; a long one is cut and made unique again. */
export function placeName(method: string, template: string): string {
  const name = `${method} ${template}`;
  if (name.length <= charactersMax) return name;
  const digest = createHash("sha256").update(name).digest("base64url").slice(0, 12);
  return `${name
    .slice(0, charactersMax - 14)
    .toWellFormed()
    .replace(/\uFFFD$/, "")}~${digest}`;
}
