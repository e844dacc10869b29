/**
 * Shapes of what travels: they only say whether a value is exactly so, and copy nothing. A document has a
 * million values and is read before an enforcer may decide, which zod is several times too slow for.
 */
export type Shape<T> = {
  (value: unknown): Fault | null;
  /** Never there: for the type checker. */
  readonly of?: T;
};

/** Where a value first differs, outermost key first, and why. */
export type Fault = { readonly path: readonly string[]; readonly why: string };

const fault = (why: string): Fault => ({ path: [], why });
const within = (key: string, { path, why }: Fault): Fault => ({ path: [key, ...path], why });

/** A value of a type that passes a test. */
function plain<T>(is: (value: unknown) => boolean, why: string): Shape<T> {
  const failed = fault(why);
  return (value) => (is(value) ? null : failed);
}

export const boolean = plain<boolean>((value) => typeof value === "boolean", "Expected a boolean.");

export function text(is: (value: string) => boolean, why: string): Shape<string> {
  return plain((value) => typeof value === "string" && is(value), why);
}

export function number(is: (value: number) => boolean, why: string): Shape<number> {
  return plain((value) => typeof value === "number" && is(value), why);
}

/** An integer that every implementation reads alike, within the bounds. */
export function integer(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  const why = `Expected an integer from ${min} to ${max}.`;
  return number((value) => Number.isSafeInteger(value) && value >= min && value <= max, why);
}

export function oneOf<const T extends string | number | boolean>(...values: readonly T[]) {
  const known = new Set<unknown>(values);
  return plain<T>((value) => known.has(value), `Expected ${values.join(" or ")}.`);
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === null ? null : shape(value));
}

/** The first of the shapes that fits decides; the fault is the last one's. */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return (value) => (first(value) === null ? null : second(value));
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return fault("Expected a list.");
    for (let index = 0; index < value.length; index += 1) {
      const found = item(value[index]);
      if (found !== null) return within(String(index), found);
    }
    return null;
  };
}

export function tuple<T extends readonly unknown[]>(
  ...items: { readonly [K in keyof T]: Shape<T[K]> }
): Shape<Readonly<T>> {
  return (value) => {
    if (!Array.isArray(value) || value.length !== items.length)
      return fault(`Expected a list of ${items.length}.`);
    for (const [index, item] of items.entries()) {
      const found = item(value[index]);
      if (found !== null) return within(String(index), found);
    }
    return null;
  };
}

/** Exactly these keys: one that is missing or unknown is a fault. */
export function object<T extends object>(fields: {
  readonly [K in keyof T]: Shape<T[K]>;
}): Shape<T> {
  const entries = Object.entries<Shape<unknown>>(fields);
  const names = new Set(entries.map(([name]) => name));
  return (value) => {
    if (!isObject(value)) return fault("Expected an object.");
    for (const [name, shape] of entries) {
      if (!Object.hasOwn(value, name)) return within(name, fault("It is missing."));
      const found = shape(value[name]);
      if (found !== null) return within(name, found);
    }
    const keys = Object.keys(value);
    if (keys.length === entries.length) return null;
    return within(keys.find((key) => !names.has(key)) ?? "", fault("An unknown key."));
  };
}

/** A map whose keys are data; `__proto__` is a key like any other (rule 6). */
export function map<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value) => {
    if (!isObject(value)) return fault("Expected an object.");
    for (const key of Object.keys(value)) {
      const found = item(value[key]);
      if (found !== null) return within(key, found);
    }
    return null;
  };
}

/** One shape for each kind; a kind that is not among them is a fault. */
export function byKind<T extends { readonly kind: string }>(shapes: {
  readonly [K in T["kind"]]: Shape<Extract<T, { readonly kind: K }>>;
}): Shape<T> {
  const known = new Map<unknown, Shape<unknown>>(Object.entries<Shape<unknown>>(shapes));
  return (value) => {
    if (!isObject(value)) return fault("Expected an object.");
    const shape = known.get(value["kind"]);
    return shape === undefined ? within("kind", fault("An unknown kind.")) : shape(value);
  };
}

/** A shape and what else must hold between its parts. */
export function where<T>(shape: Shape<T>, holds: (value: T) => boolean, why: string): Shape<T> {
  const failed = fault(why);
  return (value) => {
    const found = shape(value);
    if (found !== null) return found;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape has just said so
    return holds(value as T) ? null : failed;
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
