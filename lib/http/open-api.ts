import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { Contract } from "#lib/contract.ts";

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string().optional(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

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
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const shape = contract.input instanceof z.ZodObject ? asShape(contract.input.shape) : {};
  const pathShape = Object.fromEntries(names.map((name) => [name, shape[name] ?? z.string()]));
  const rest = Object.fromEntries(
    Object.entries(shape).filter(
      ([name]) => !names.includes(name) && !(route.ifMatch && name === "version"),
    ),
  );
  const inQuery = route.method === "GET" || route.method === "DELETE";
  const hasRest = Object.keys(rest).length > 0;
  const problems = {
    description: "Refused",
    content: { "application/problem+json": { schema: problemSchema } },
  };
  return createRoute({
    method: asLower(route.method),
    path: `/api/v1${route.path}`,
    operationId: contract.name.replaceAll(/\.(\w)/g, (_all, letter: string) =>
      letter.toUpperCase(),
    ),
    summary: contract.summary,
    tags: [contract.name.split(".")[0] ?? ""],
    description: `Permission: \`${contract.permission}\`.${contract.ceremony ? ` Needs a passkey ceremony younger than ${contract.ceremony.withinSeconds} s${contract.ceremony.tokens === "refused" ? "; not with a token" : ""}.` : ""}`,
    request: {
      ...(names.length > 0 ? { params: z.object(pathShape) } : {}),
      ...(inQuery && hasRest ? { query: z.object(rest) } : {}),
      ...(!inQuery && hasRest
        ? { body: { required: true, content: { "application/json": { schema: z.object(rest) } } } }
        : {}),
      ...(route.ifMatch ? { headers: z.object({ "if-match": z.string() }) } : {}),
    },
    responses: {
      [route.status ?? 200]: {
        description: "Done",
        content: { "application/json": { schema: contract.output } },
      },
      401: problems,
      403: problems,
      404: problems,
      422: problems,
      ...(route.ifMatch ? { 412: problems } : {}),
    },
  });
}

/** A zod object's shape is a record of schemas. */
function asShape(shape: object): Record<string, z.ZodType> {
  return shape as Record<string, z.ZodType>;
}

/** The five methods in lower case. */
function asLower(method: string): "get" | "post" | "put" | "patch" | "delete" {
  return method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete";
}
