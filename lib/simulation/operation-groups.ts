import type { OperationData, PolicyData } from "#lib/engine/deployment.ts";
import { parseTemplate } from "#lib/engine/parse-template.ts";
import type { ApiContent, ReleaseContent } from "#lib/engine/release-content.ts";

export type SampleRequest = {
  readonly method: string;
  readonly host: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
};

/** An operation with everything that decisions about it depend on, as one text. */
export type SimulatedOperation = {
  readonly id: string;
  readonly api: string;
  readonly sensitivity: OperationData["sensitivity"];
  /** Operations of equal signature are decided alike for every caller. */
  readonly signature: string;
  readonly audience: string;
  /** A request to it; null if its API has no host. */
  readonly sample: SampleRequest | null;
};

/** Every operation of an indexed release, by id. */
export function simulatedOperations(
  policy: PolicyData,
  content: ReleaseContent,
): ReadonlyMap<string, SimulatedOperation> {
  const rules = new Map(
    Object.entries(policy.candidates).map(([name, set]) => {
      const names = [...Object.values(set.permit), ...Object.values(set.forbid)].flat();
      const named = [...new Set(names)].map((each) => [each, policy.policies[each]]);
      return [name, JSON.stringify([set, named])];
    }),
  );
  const apis = new Map(content.apis.map((api) => [api.slug, api]));
  const entries = Object.entries(policy.operations).map(
    ([id, data]): [string, SimulatedOperation] => {
      const { sensitivity, api: slug } = data;
      const api = apis.get(slug);
      const text = rules.get(data.candidates) ?? "";
      // A condition may read the operation itself; then no two are alike.
      const own = text.includes('"operation.') ? JSON.stringify(data) : "";
      const { observe_until, audience = "" } = policy.apis[slug] ?? {};
      return [
        id,
        {
          id,
          api: slug,
          sensitivity,
          signature: JSON.stringify([slug, sensitivity, observe_until, audience, text, own]),
          audience,
          sample: api ? sampleRequest(api, data) : null,
        },
      ];
    },
  );
  return new Map(entries);
}

/** What is alike, in the order of the first of each. */
export function groupAlike<T>(items: Iterable<T>, keyOf: (item: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** No sibling literal of a real API is called like this. */
const anyValue = "0-any";

function sampleRequest(api: ApiContent, { method, template }: OperationData): SampleRequest | null {
  const place = api.hosts[0];
  const parsed = parseTemplate(template);
  if (!place || !parsed) return null;
  const base = place.basePath === "/" ? "" : place.basePath;
  const segments = parsed.segments.map((segment) =>
    segment.kind === "literal" ? `/${encodeURIComponent(segment.text)}` : `/${anyValue}`,
  );
  const path = `${base}${segments.join("")}`;
  const slash = path === "" || api.trailingSlash === "required" ? "/" : "";
  const host = place.host.replace("*", "any");
  return { method, host, target: `${path}${slash}`, headers: {} };
}
