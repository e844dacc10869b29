import { lookUp } from "#lib/engine/look-up.ts";
import { plainAddress } from "#enforcer/adapters/client-address.ts";
import { readInputHeaders } from "#enforcer/adapters/input-headers.ts";
import type { DecidableRequest, ReadRequest } from "#enforcer/adapters/decidable-request.ts";
import type { Deployment } from "#lib/engine/deployment.ts";
import { methodOf } from "./action-names.ts";
import { apiPlaces, encodePath } from "./api-places.ts";
import type { Question } from "./question.ts";

type Place = Pick<DecidableRequest["request"], "method" | "host" | "target">;
type Problem = { readonly why: string };

/**
 * A question of AuthZEN as the request that it is about. `resource.type` is `route`, with the request's address in
 * `properties.uri`, or the slug of an API, with `resource.id` as the path below its base path. Properties of resource,
 * action and subject travel as query parameters (`resource.status`): the asking side's word about the request, for
 * policies to compare, and never a fact about the subject. Who calls is said by the access token in
 * `context.headers.authorization`; `asserted` lets `subject.id` say it where there is none.
 */
export function questionRequest(
  deployment: Deployment,
  question: Question,
  asserted: boolean,
): ReadRequest {
  const place = writtenPlace(deployment, question);
  if ("why" in place) return { ok: false, why: place.why };
  const { context = {}, subject } = question;
  const headers = readInputHeaders(context["headers"]);
  if (headers === null)
    return { ok: false, why: "context.headers: not an object of texts or lists" };
  const wrongKind = checkKind(deployment, question);
  if (wrongKind !== null) return { ok: false, why: wrongKind };
  const address = context["ip"];
  const country = context["country"];
  return {
    ok: true,
    request: {
      dialect: "authzen",
      request: { ...place, headers: { ...headers, host: [place.host] } },
      client: {
        address: typeof address === "string" ? plainAddress(address) : null,
        country: typeof country === "string" && country !== "" ? country : null,
      },
      scheme: null,
      certificate: null,
      trace: false,
      subject: { id: subject.id, asserted: asserted && headers["authorization"] === undefined },
    },
  };
}

/** `identity` is anybody; any other type but the directory's own two is nobody we could know. */
function checkKind({ directory, signals }: Deployment, { subject }: Question): string | null {
  if (subject.type === "identity") return null;
  if (subject.type !== "user" && subject.type !== "workload")
    return "subject.type: user, workload or identity";
  const record = lookUp(directory.subjects, signals.subjects, subject.id);
  return record === null || record.kind === subject.type
    ? null
    : `subject.type: ${subject.id} is a ${record.kind}`;
}

/** Half of a surrogate pair can be written in JSON and in no address. */
function writtenPlace(deployment: Deployment, question: Question): Place | Problem {
  try {
    return findPlace(deployment, question);
  } catch (error) {
    if (error instanceof URIError) return { why: "half of a surrogate pair in a text" };
    throw error;
  }
}

function findPlace(deployment: Deployment, question: Question): Place | Problem {
  return question.resource.type === "route" ? routePlace(question) : apiPlace(deployment, question);
}

function routePlace({ resource, action }: Question): Place | Problem {
  const uri = resource.properties?.["uri"];
  // Taken apart by hand: a URL parser would repair what has to be refused.
  const [, host, target] =
    /^https?:\/\/([^/?#]+)(.*)$/s.exec(typeof uri === "string" ? uri : "") ?? [];
  if (host === undefined || target === undefined)
    return { why: "resource.properties.uri: an absolute http or https URL is needed for a route" };
  return { method: methodOf(action.name), host, target: target === "" ? "/" : target };
}

function apiPlace(
  { policy }: Deployment,
  { subject, resource, action }: Question,
): Place | Problem {
  const place = apiPlaces(policy).get(resource.type);
  if (place === undefined)
    return { why: `resource.type: no API ${resource.type} with a host of its own` };
  const query = [
    ...parameters("resource", resource.properties),
    ...parameters("action", action.properties),
    ...parameters("subject", subject.properties),
  ].join("&");
  const path = `${place.base}/${encodePath(resource.id)}`;
  return {
    method: methodOf(action.name),
    host: place.host,
    target: query === "" ? path : `${path}?${query}`,
  };
}

/** Texts, numbers and truth values; a list is a parameter that comes several times, and so is nothing to a policy. */
function parameters(
  of: string,
  properties: Readonly<Record<string, unknown>> | undefined,
): readonly string[] {
  return Object.entries(properties ?? {}).flatMap(([name, given]) => {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given];
    return values
      .filter((value) => ["string", "number", "boolean"].includes(typeof value))
      .map(
        (value) => `${encodeURIComponent(`${of}.${name}`)}=${encodeURIComponent(String(value))}`,
      );
  });
}
