import { describe, expect, it } from "vitest";
import { z } from "zod";
import { attributesText } from "./attributes-text.ts";
import { readAttributes } from "./read-attributes.ts";

const schema = z.string().transform(readAttributes);

describe("attributes as text", () => {
  it("gives back what was written, whatever is in it", () => {
    const given = {
      department: "finance",
      level: 3,
      "cost.center": "0042",
      remote: true,
      flag: "true",
      regions: ["eu", "us"],
      odd: ["a, b", "c"],
      numbers: [1, 2.5],
      quote: 'say "x": y',
    };
    expect(schema.parse(attributesText(given))).toEqual(given);
  });

  it("points out the line that can't be read", () => {
    const result = schema.safeParse("ok: 1\nnonsense");
    expect(result.error?.issues[0]?.message).toContain("Line 2");
  });
});
