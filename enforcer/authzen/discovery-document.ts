import type { IncomingMessage } from "node:http";

export const paths = {
  evaluation: "/access/v1/evaluation",
  evaluations: "/access/v1/evaluations",
  subject: "/access/v1/search/subject",
  resource: "/access/v1/search/resource",
  action: "/access/v1/search/action",
  discovery: "/.well-known/authzen-configuration",
} as const;

/** Metadata of this decision point (AuthZEN 1.0, section 9), under the address by which it was asked. */
export function discoveryDocument(
  request: Pick<IncomingMessage, "headersDistinct">,
  searchable: boolean,
): Readonly<Record<string, string>> | null {
  const { host: hosts, "x-forwarded-proto": schemes } = request.headersDistinct;
  const [host] = hosts ?? [];
  if (host === undefined || hosts?.length !== 1 || !/^[A-Za-z0-9.:[\]-]+$/.test(host)) return null;
  const base = `${schemes?.length === 1 && schemes[0] === "https" ? "https" : "http"}://${host}`;
  return {
    policy_decision_point: base,
    access_evaluation_endpoint: `${base}${paths.evaluation}`,
    access_evaluations_endpoint: `${base}${paths.evaluations}`,
    ...(searchable && {
      search_subject_endpoint: `${base}${paths.subject}`,
      search_resource_endpoint: `${base}${paths.resource}`,
      search_action_endpoint: `${base}${paths.action}`,
    }),
  };
}
