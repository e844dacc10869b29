import { cleanLine } from "./clean-line.ts";
import type { DescribedScheme } from "./description.ts";
import { isJsonObject, member, pointerOf, type JsonObject } from "./json-object.ts";
import { addNote, type NoteList } from "./note-list.ts";
import { resolveReference } from "./resolve-reference.ts";

const schemesMax = 100;

/** What the document says about signing in; shown to people, never decisive. */
export function readSecuritySchemes(root: JsonObject, notes: NoteList): readonly DescribedScheme[] {
  const components = member(root, "components");
  const place = isJsonObject(components)
    ? { keys: ["components", "securitySchemes"], schemes: member(components, "securitySchemes") }
    : { keys: ["securityDefinitions"], schemes: member(root, "securityDefinitions") };
  const { keys, schemes } = place;
  if (!isJsonObject(schemes)) return [];
  return Object.entries(schemes)
    .slice(0, schemesMax)
    .flatMap(([name, value]) => {
      const { object, problem } = resolveReference(root, value);
      if (object) return [describe(name, object)];
      addNote(notes, "skipped", pointerOf(...keys, name), `This security scheme ${problem}.`);
      return [];
    });
}

function describe(name: string, scheme: JsonObject): DescribedScheme {
  const text = (key: string) => cleanLine(member(scheme, key), 200);
  // Swagger 2.0's word for it.
  if (text("type") === "basic")
    return { name: cleanLine(name, 200) ?? "unnamed", type: "http", detail: "basic" };
  const details: Readonly<Record<string, string | null>> = {
    http: text("scheme"),
    apiKey: `${text("name") ?? ""} in ${text("in") ?? ""}`,
    openIdConnect: text("openIdConnectUrl"),
    oauth2: flowsOf(member(scheme, "flows")) || swaggerFlow(text("flow")),
  };
  const type = text("type") ?? "unknown";
  return {
    name: cleanLine(name, 200) ?? "unnamed",
    type,
    detail: (Object.hasOwn(details, type) ? details[type] : null) ?? "",
  };
}

function flowsOf(flows: unknown): string {
  return isJsonObject(flows) ? (cleanLine(Object.keys(flows).join(", "), 200) ?? "") : "";
}

function swaggerFlow(flow: string | null): string {
  if (flow === "application") return "clientCredentials";
  return flow === "accessCode" ? "authorizationCode" : (flow ?? "");
}
