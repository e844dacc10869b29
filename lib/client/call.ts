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
  return asOutput<z.output<O>>(body);
}

/** The request as data, also for "as API call" in the console. */
export function requestOf(
  contract: Contract,
  input: unknown,
  options: CallOptions = {},
): { url: string; init: RequestInit & { headers: Record<string, string> } } {
  const route = contract.route;
  if (!route) throw new Error(`${contract.name} has no route`);
  const rest: Record<string, unknown> = {
    ...(typeof input === "object" && input !== null ? input : {}),
  };
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
  const inQuery = route.method === "GET" || route.method === "DELETE";
  const query = inQuery ? queryOf(rest) : "";
  if (!inQuery) headers["content-type"] = "application/json";
  return {
    url: `${options.origin ?? ""}/api/v1${path}${query}`,
    init: {
      method: route.method,
      headers,
      ...(inQuery ? {} : { body: JSON.stringify(rest) }),
      ...(options.signal ? { signal: options.signal } : {}),
    },
  };
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
  if (typeof body === "object" && body !== null && "detail" in body) return body as Problem;
  return { title: "No answer", status, detail: "The server's answer could not be read." };
}

/** The server encoded it with the contract's own output schema. */
function asOutput<O>(body: unknown): O {
  return body as O;
}
