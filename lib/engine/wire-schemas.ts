import { isCleanText } from "./clean-text.ts";
import { isPlainNumber } from "./plain-number.ts";
import { boolean, either, integer, list, number, object, oneOf, text, tuple } from "./shape.ts";

export const anyText = text(() => true, "Expected text.");
export const someText = text((value) => value !== "", "Expected text that is not empty.");
export const cleanText = text(
  (value) => value.length <= 2000 && isCleanText(value),
  "Expected at most 2000 characters in Unicode normal form C, without NUL or lone surrogates.",
);

/** Integer seconds since 1970 UTC. */
export const seconds = integer();
export const count = integer(0);
export const revision = tuple<[number, number]>(count, count);
export const format = oneOf(1);
export const sensitivity = oneOf("public", "internal", "confidential", "restricted");

const plainNumber = number(
  isPlainNumber,
  "Expected an integer within ±(2^53−1) or a decimal of at most 15 digits.",
);
export const wireScalar = either(either(cleanText, plainNumber), boolean);
export const attributeValue = either(list(wireScalar), wireScalar);

export const wireRateLimit = object({
  limit: integer(1),
  window_seconds: integer(1),
  per: oneOf("subject", "device", "address"),
});
