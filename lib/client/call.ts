import type { z } from "zod";
import type { Contract } from "#lib/contract.ts";
import { ApiError, type Problem } from "#lib/client/api-error.ts";

export type CallOptions = {
  /** Origin of the console; empty in the browser. */
  readonly origin?: string;
  readonly token?: string;
  readonly signal?: AbortSignal;
};

/**
 * Calls a contract over HTTP: browser, command line and journeys all go through here. Throws `ApiError` with
 * the server's problem; the output is typed by the contract.
 */
export async function call<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I>,
  options: CallOptions = {},
): Promise<z.output<O>> {
  const { url, init } = requestOf(contract, input, options);
  const response = await fetch(url, init);
  const body: unknown = response.status === 204 ? {} : await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, asProblem(body, response.status));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server encoded it with the contract's output schema
  return body as z.output<O>;
}

/** The request as data, also for "as API call" in the console. */
export function requestOf(
  contract: Contract,
  input: unknown,
  options: CallOptions = {},
): { url: string; init: RequestInit & { headers: Record<string, string> } } {
  const route = contract.route;
  if (!route) throw new Error(`${contract.name} has no route`);
  const rest = asMembers(input);
  const headers: Record<string, string> = { accept: "application/json" };
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (route.ifMatch) {
    headers["if-match"] = `"${String(rest["version"])}"`;
    delete rest["version"];
  }
  if (options.token) headers["authorization"] = `Bearer ${options.token}`;
  const init: RequestInit & { headers: Record<string, string> } = { method: route.method, headers };
  if (options.signal) init.signal = options.signal;
  const url = `${options.origin ?? ""}/api/v1${path}`;
  if (route.method === "GET" || route.method === "DELETE")
    return { url: url + queryOf(rest), init };
  headers["content-type"] = "application/json";
  init.body = JSON.stringify(rest);
  return { url, init };
}

/** A copy that may be taken apart. */
function asMembers(input: unknown): Record<string, unknown> {
  return { ...(typeof input === "object" ? input : {}) };
}

function queryOf(rest: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

function asProblem(body: unknown, status: number): Problem {
  if (typeof body === "object" && body !== null && "detail" in body)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own servers' problem+json
    return body as Problem;
  return { title: "No answer", status, detail: "The server's answer could not be read." };
}
