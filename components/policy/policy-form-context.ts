"use client";
import { createContext, useContext } from "react";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import type { DocumentPath } from "#lib/policies/source/locate.ts";
import type { Repair } from "#lib/policies/source/repair.ts";

export type PolicyForm = {
  /** The YAML as plain data: possibly incomplete or wrong while it is being written. */
  readonly value: unknown;
  readonly edit: (path: DocumentPath, value: unknown) => void;
  /** What is wrong at this place, or at an item of the list there. */
  readonly problemAt: (path: DocumentPath) => string | undefined;
  /** All that is said about this place, or about an item of the list there. */
  readonly findingsAt: (path: DocumentPath) => readonly PolicyDiagnostic[];
  readonly repair: (repair: Repair) => void;
  /** The name is the identity: it can be written once. */
  readonly nameFixed: boolean;
};

export const PolicyFormContext = createContext<PolicyForm | null>(null);

export function usePolicyForm(): PolicyForm {
  const form = useContext(PolicyFormContext);
  if (!form) throw new Error("outside of a policy's form");
  return form;
}

/** What stands at a path of the author's data. */
export function valueAt(value: unknown, path: DocumentPath): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step))
      return undefined;
    current = Reflect.get(current, step);
  }
  return current;
}

export function textAt(value: unknown, path: DocumentPath): string {
  const found = valueAt(value, path);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

export function listAt(value: unknown, path: DocumentPath): readonly string[] {
  const found = valueAt(value, path);
  return Array.isArray(found)
    ? found.filter((item) => typeof item === "string" || typeof item === "number").map(String)
    : [];
}
