import { z } from "zod";
import { policyDocument } from "#lib/engine/policy-document.ts";
import type { DocumentPath } from "./locate.ts";

/** The schema of a member of the policy's document; null where nothing may stand. */
export function schemaAt(path: DocumentPath): z.core.$ZodType | null {
  let current: z.core.$ZodType | null = policyDocument;
  for (const step of path) current = current && child(bare(current), step);
  return current && bare(current);
}

/** Keys that may stand in the map at this place. */
export function keysAt(path: DocumentPath): readonly string[] {
  return optionsOf(schemaAt(path)).flatMap((each) =>
    each instanceof z.ZodObject ? Object.keys(each.shape) : [],
  );
}

/** What a value at this place may be, where the schema names all of it; one of a list's, where it takes a list. */
export function valuesAt(path: DocumentPath): readonly string[] {
  return optionsOf(schemaAt(path)).flatMap((each) => {
    if (each instanceof z.ZodEnum) return each.options.map(String);
    if (each instanceof z.ZodLiteral) return [...each.values].map(String);
    return each instanceof z.ZodBoolean ? ["true", "false"] : [];
  });
}

export type Shape = "map" | "list" | "value";

/** How what stands here is written. */
export function shapeAt(path: DocumentPath): Shape {
  const options = optionsOf(schemaAt(path));
  if (options.some((each) => each instanceof z.ZodArray)) return "list";
  const maps = options.filter((each) => each instanceof z.ZodObject || each instanceof z.ZodRecord);
  return maps.length > 0 && maps.length === options.length ? "map" : "value";
}

function optionsOf(schema: z.core.$ZodType | null): readonly z.core.$ZodType[] {
  if (!schema) return [];
  return schema instanceof z.ZodUnion
    ? schema.options.flatMap((option) => optionsOf(bare(option)))
    : [schema];
}

/** Without "optional" and "default". */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? bare(schema.def.innerType)
    : schema;
}

function child(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | null {
  for (const option of optionsOf(schema)) {
    const shape: z.core.$ZodShape = option instanceof z.ZodObject ? option.shape : {};
    if (Object.hasOwn(shape, step)) return shape[step] ?? null;
    if (option instanceof z.ZodArray && typeof step === "number") return option.element;
    if (option instanceof z.ZodRecord) return option.valueType;
  }
  return null;
}
