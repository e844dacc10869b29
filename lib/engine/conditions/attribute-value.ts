import type { AttributeValue, Scalar } from "#lib/engine/deployment.ts";
import type { Facts } from "#lib/engine/facts.ts";
import { pathValue } from "#lib/engine/match-operation.ts";
import { isPlainNumber } from "#lib/engine/plain-number.ts";
import type { AttributeRef } from "./attribute-ref.ts";

/**
 * Missing and unusable differ for `exists` only: a claim that is an object, a number beyond rule 2 or a query
 * parameter that came twice is there, but compares with nothing.
 */
export type Resolved = AttributeValue | typeof missing | typeof unusable;
export const missing: unique symbol = Symbol("missing");
export const unusable: unique symbol = Symbol("unusable");

type Read = (facts: Facts) => unknown;

/** A reader per source; `undefined` is missing. Names are looked up as own properties only (rule 6). */
const readers: Readonly<Record<AttributeRef["source"], (name: string) => Read>> = {
  subject: (name) => {
    if (name === "id") return ({ subject }) => (subject.state === "known" ? subject.id : undefined);
    if (name === "kind")
      return ({ subject }) => (subject.state === "known" ? subject.kind : undefined);
    return ({ subject }) =>
      subject.state === "known" ? own(subject.record?.attributes, name) : undefined;
  },
  device: (name) => {
    const read = Object.hasOwn(deviceFacts, name) ? deviceFacts[name] : undefined;
    return ({ device }) => {
      if (device.state !== "known" || device.record.state !== "trusted") return;
      return read ? read(device) : own(device.record.attributes, name);
    };
  },
  api: (name) => {
    if (name === "slug") return ({ api }) => api.slug;
    const key = name === "dataClasses" ? "data_classes" : name;
    return ({ api }) => own(api.data, key);
  },
  operation:
    (name) =>
    ({ operation }) =>
      own(operation?.data, name),
  path:
    (name) =>
    ({ path }) =>
      pathValue(path, name),
  query:
    (name) =>
    ({ query }) => {
      const value = query().get(name);
      return value === null ? unusable : value;
    },
  token:
    (name) =>
    ({ token }) =>
      own(token?.claims, name),
};

const deviceFacts: Readonly<Record<string, (device: KnownDevice) => unknown>> = {
  id: ({ id }) => id,
  platform: ({ record }) => record.platform,
  trust: ({ record }) => record.trust,
  owner: ({ record }) => record.subject,
};

type KnownDevice = Extract<Facts["device"], { state: "known" }>;

/** Chosen once per revision, so that a decision only reads. */
export function compileAttribute({ source, name }: AttributeRef): (facts: Facts) => Resolved {
  const read = readers[source](name);
  return (facts) => {
    const value = read(facts);
    if (value === undefined || value === null) return missing;
    if (isScalar(value)) return value;
    return Array.isArray(value) && value.every(isScalar) ? value : unusable;
  };
}

function isScalar(value: unknown): value is Scalar {
  if (typeof value === "number") return isPlainNumber(value);
  return typeof value === "string" || typeof value === "boolean";
}

function own(record: object | null | undefined, name: string): unknown {
  return record && Object.hasOwn(record, name) ? Reflect.get(record, name) : undefined;
}
