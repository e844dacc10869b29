import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import type { ApiContent, ReleaseContent } from "#lib/engine/release-content.ts";
import { forbidMix, minimumMix, permitMix } from "./mix.ts";
import type { PeerRule } from "./peer-rule.ts";
import type { Size } from "./size.ts";

export type Operation = {
  readonly id: string;
  readonly api: string;
  readonly key: string;
  readonly method: string;
  /** With `{department}` or `{id}` to fill in, below the host. */
  readonly path: string;
  readonly confidential: boolean;
};

export type Content = {
  readonly release: ReleaseContent;
  readonly operations: readonly Operation[];
  /** The same policies for the peers, in the same order. */
  readonly rules: readonly PeerRule[];
};

const methods = ["GET", "GET", "POST", "PUT", "DELETE"] as const;

/**
 * APIs of 25 operations each, one in four confidential, and policies of all kinds. With ten policies each covers a
 * whole API; with more, each covers one operation, so that four policies meet at every one of them.
 */
export function makeContent(size: Size): Content {
  const apis = Array.from({ length: size.apis }, (_, index) => makeApi(index, size));
  const operations = apis.flatMap(({ slug, operations: all, sensitivity }) =>
    all.map(({ key, method, template }) => ({
      id: `${slug}:${key}`,
      api: slug,
      key,
      method,
      path: template,
      confidential: sensitivity === "confidential",
    })),
  );
  const policies = Array.from({ length: size.policies }, (_, index) =>
    index === 0 ? minimum(operations) : makePolicy(index, size, operations),
  );
  return {
    release: { apis: apis.map((api) => api), policies: policies.map(({ document }) => document) },
    operations,
    rules: policies.map(({ rule }) => rule),
  };
}

function makeApi(index: number, { operationsPerApi }: Size): ApiContent {
  const slug = `api-${index}`;
  const operations = Array.from({ length: operationsPerApi }, (_, at) => {
    const method = methods[at % methods.length] ?? "GET";
    const place = Math.floor(at / methods.length);
    // Of two operations with the same method one is the list and one the entry.
    const tail = method === "POST" || at % methods.length === 0 ? "" : "/{id}";
    return {
      key: `op${at}`,
      method,
      template: `/departments/{department}/things${place}${tail}`,
      operationIds: [],
      tags: [],
      sensitivity: null,
      rateLimit: null,
    };
  });
  return {
    slug,
    name: slug,
    owner: null,
    sensitivity: index % 4 === 1 ? "confidential" : "internal",
    criticality: "medium",
    dataClasses: [],
    exposure: "internal",
    hosts: [{ host: `${slug}.example.com`, basePath: "/v1" }],
    audience: `https://${slug}.example.com`,
    mode: "enforce",
    undocumented: "deny",
    cors: "none",
    trailingSlash: "refuse",
    stale: "deny",
    signalsAgeSecondsMax: null,
    rateLimit: null,
    operations,
  };
}

type Policy = { readonly document: PolicyDocument; readonly rule: PeerRule };

function minimum(operations: readonly Operation[]): Policy {
  const name = "confidential-needs-mfa";
  const covered = operations.filter(({ confidential }) => confidential).map(({ id }) => id);
  return {
    document: {
      name,
      effect: "forbid",
      resources: { apis: "all", sensitivity: { atLeast: "confidential" } },
      unless: [...minimumMix.conditions],
    },
    rule: {
      name,
      effect: "forbid",
      role: null,
      operations: covered,
      when: [],
      unless: minimumMix.atoms,
    },
  };
}

function makePolicy(index: number, size: Size, operations: readonly Operation[]): Policy {
  const name = `policy-${index}`;
  const target = targetOf(index, size, operations);
  const { resources } = target;
  if (index % 10 === 5) {
    const { when, unless } = forbidMix;
    return {
      document: {
        name,
        effect: "forbid",
        resources,
        when: [...when.conditions],
        unless: [...unless.conditions],
      },
      rule: {
        name,
        effect: "forbid",
        role: null,
        operations: target.covered,
        when: when.atoms,
        unless: unless.atoms,
      },
    };
  }
  const entry = permitMix[(index * 7) % permitMix.length] ?? { conditions: [], atoms: [] };
  const role = `role-${index % size.roles}`;
  return {
    document: {
      name,
      effect: "permit",
      subjects: { roles: [role] },
      resources,
      when: [...entry.conditions],
    },
    rule: {
      name,
      effect: "permit",
      role,
      operations: target.covered,
      when: entry.atoms,
      unless: [],
    },
  };
}

function targetOf(index: number, { policies, apis }: Size, operations: readonly Operation[]) {
  if (policies <= apis) {
    const api = `api-${index}`;
    const covered = operations.filter((operation) => operation.api === api).map(({ id }) => id);
    return { resources: { apis: [api] }, covered };
  }
  const operation = operations[index % operations.length];
  if (!operation) throw new Error("there are no operations");
  const { api, key, id } = operation;
  return { resources: { apis: [api], operations: [key] }, covered: [id] };
}
