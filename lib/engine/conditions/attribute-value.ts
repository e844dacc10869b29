import type { AttributeValue, Scalar } from "#lib/engine/deployment.ts";
import type { Facts } from "#lib/engine/facts.ts";
import { isPlainNumber } from "#lib/engine/plain-number.ts";
import type { AttributeRef } from "./attribute-ref.ts";

/**
 * Missing and unusable differ for `exists` only: a claim that is an object, a number beyond rule 2 or a query
 * parameter that came twice is there, but compares with nothing.
 */
export type Resolved = AttributeValue | typeof missing | typeof unusable;
export const missing: unique symbol = Symbol("missing");
export const unusable: unique symbol = Symbol("unusable");

type Read = (name: string, facts: Facts) => unknown;

/** A reader per source; `undefined` is missing. Names are looked up as own properties only (rule 6). */
const readers: Readonly<Record<AttributeRef["source"], Read>> = {
  subject: (name, { subject }) => {
    if (subject.state === "anonymous") return;
    if (name === "id") return subject.id;
    if (name === "kind") return subject.kind;
    return own(subject.record?.attributes, name);
  },
  device: (name, { device }) => {
    if (device.state !== "known" || device.record.state !== "trusted") return;
    const { id, record } = device;
    const facts: Readonly<Record<string, unknown>> = {
      id,
      platform: record.platform,
      trust: record.trust,
      owner: record.subject,
    };
    return Object.hasOwn(facts, name) ? facts[name] : own(record.attributes, name);
  },
  api: (name, { api: { slug, data } }) => {
    if (name === "slug") return slug;
    return own(data, name === "dataClasses" ? "data_classes" : name);
  },
  operation: (name, { operation }) => own(operation?.data, name),
  path: (name, { path }) => path.get(name),
  query: (name, { query }) => {
    const value = query().get(name);
    return value === null ? unusable : value;
  },
  token: (name, { token }) => own(token?.claims, name),
};

export function resolveAttribute({ source, name }: AttributeRef, facts: Facts): Resolved {
  const value = readers[source](name, facts);
  if (value === undefined || value === null) return missing;
  if (isScalar(value)) return value;
  return Array.isArray(value) && value.every(isScalar) ? value : unusable;
}

function isScalar(value: unknown): value is Scalar {
  if (typeof value === "number") return isPlainNumber(value);
  return typeof value === "string" || typeof value === "boolean";
}

function own(record: object | null | undefined, name: string): unknown {
  if (!record) return;
  const entry: unknown = Object.getOwnPropertyDescriptor(record, name)?.value;
  return entry;
}
