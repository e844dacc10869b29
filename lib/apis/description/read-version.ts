import { cleanLine } from "./clean-line.ts";
import { DescriptionError } from "./description-error.ts";
import { member, type JsonObject } from "./json-object.ts";

/** Which form a description has; shown to people as it was written. */
export type DescriptionVersion = { readonly isSwagger: boolean; readonly text: string };

/** Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2. */
export function readVersion(root: JsonObject): DescriptionVersion {
  const openapi = member(root, "openapi");
  if (openapi === undefined) return readSwagger(root);
  // Without quotes `3.0` is the number 3 in JSON.
  const text = openapi === 3 ? "3.0" : versionText(openapi);
  if (/^3(?:\.[012](?:[.-].*)?)?$/.test(text)) return { isSwagger: false, text };
  throw unknownVersion(text === "" ? "something else" : text, "/openapi");
}

function readSwagger(root: JsonObject): DescriptionVersion {
  const key = member(root, "swagger") === undefined ? "swaggerVersion" : "swagger";
  const value = member(root, key);
  if (value === undefined)
    throw new DescriptionError(
      "This is no OpenAPI description: `openapi` (or `swagger`) with its version is missing at the top.",
      { pointer: "/openapi" },
    );
  const text = value === 2 ? "2.0" : versionText(value);
  if (key === "swagger" && /^2(?:\.0)?$/.test(text))
    return { isSwagger: true, text: `Swagger ${text}` };
  throw unknownVersion(`Swagger ${text}`, `/${key}`);
}

/** Text, or a number as it was written. */
export function versionText(value: unknown): string {
  return cleanLine(typeof value === "number" ? String(value) : value, 60) ?? "";
}

function unknownVersion(version: string, pointer: string): DescriptionError {
  return new DescriptionError(
    `Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read; this description says ${version}.`,
    { pointer },
  );
}
