import { createRoute, z, type OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import type { Contract } from "#lib/contract.ts";

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string().optional(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional(),
  changes: z
    .array(
      z.object({
        at: z.string(),
        by: z.string(),
        members: z.array(z.string()).nullable(),
      }),
    )
    .optional(),
});

const refused = {
  description: "Refused",
  content: { "application/problem+json": { schema: problemSchema } },
};

/** Registers each contract's route for the document and serves it as OpenAPI 3.1 at /openapi.json. */
export function registerOpenApi(app: OpenAPIHono, contracts: readonly Contract[]): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    description: "An API token (Settings, API tokens).",
  });
  for (const contract of contracts)
    if (contract.route) app.openAPIRegistry.registerPath(documented(contract, contract.route));
  app.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Sallyport", version: "1", description: "Everything the console does." },
    security: [{ token: [] }],
    servers: [{ url: "/" }],
  });
}

function documented(
  contract: Contract,
  route: NonNullable<Contract["route"]>,
): ReturnType<typeof createRoute> {
  return createRoute({
    method: methods[route.method],
    path: route.path,
    operationId: contract.name.replaceAll(/\.(\w)/g, (_all, letter: string) =>
      letter.toUpperCase(),
    ),
    summary: contract.summary,
    tags: [contract.name.split(".")[0] ?? ""],
    description: `Permission: \`${contract.permission}\`.${ceremonyText(contract)}`,
    ...requestSchemas(contract, route),
    responses: {
      [route.status ?? 200]: {
        description: "Done",
        content: { "application/json": { schema: contract.output } },
      },
      401: refused,
      403: refused,
      404: refused,
      422: refused,
      ...(route.ifMatch ? { 412: refused } : {}),
    },
  });
}

function ceremonyText(contract: Contract): string {
  if (!contract.ceremony) return "";
  const tokens = contract.ceremony.tokens === "refused" ? "; not with a token" : "";
  return ` Needs a passkey ceremony younger than ${contract.ceremony.withinSeconds} s${tokens}.`;
}

function requestSchemas(
  contract: Contract,
  route: NonNullable<Contract["route"]>,
): Pick<RouteConfig, "request"> {
  const names = new Set([...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""));
  const shape: Record<string, z.ZodType> =
    contract.input instanceof z.ZodObject ? { ...contract.input.shape } : {};
  const version = route.ifMatch ? "version" : "";
  const rest = Object.entries(shape).filter(([name]) => !names.has(name) && name !== version);
  const request: NonNullable<RouteConfig["request"]> = {};
  if (names.size > 0)
    request.params = z.object(
      Object.fromEntries([...names].map((name) => [name, shape[name] ?? z.string()])),
    );
  if (route.ifMatch) request.headers = z.object({ "if-match": z.string() });
  if (rest.length === 0) return { request };
  const schema = z.object(Object.fromEntries(rest));
  if (route.method === "GET" || route.method === "DELETE") request.query = schema;
  else request.body = { required: true, content: { "application/json": { schema } } };
  return { request };
}

const methods = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;
