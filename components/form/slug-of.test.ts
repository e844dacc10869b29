import { expect, test } from "vitest";
import { slugOf } from "./slug-of.ts";

test.each([
  ["Edge, Frankfurt", "edge-frankfurt"],
  ["Müller & Söhne", "muller-sohne"],
  ["  GitHub v3 REST API  ", "github-v3-rest-api"],
  ["", ""],
])("%s becomes a slug that policies can name", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("a long name is cut between words", () => {
  const slug = slugOf("The internal billing and invoicing interface of the company");
  expect(slug.length).toBeLessThanOrEqual(40);
  expect(slug).toBe("the-internal-billing-and-invoicing");
});
