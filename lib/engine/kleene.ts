import type { Truth } from "./decision.ts";

/** Rule 13: in a conjunction false wins over unknown, unknown over true. */
export function and(left: Truth, right: Truth): Truth {
  if (left === "false" || right === "false") return "false";
  return left === "unknown" || right === "unknown" ? "unknown" : "true";
}

export function not(value: Truth): Truth {
  if (value === "unknown") return value;
  return value === "true" ? "false" : "true";
}

export function truth(holds: boolean): Truth {
  return holds ? "true" : "false";
}

/** Rule 13: among alternatives (value lists) true wins, then unknown. */
export function anyOf<T>(values: readonly T[], test: (value: T) => Truth): Truth {
  let result: Truth = "false";
  for (const value of values) {
    const one = test(value);
    if (one === "true") return one;
    if (one === "unknown") result = one;
  }
  return result;
}
