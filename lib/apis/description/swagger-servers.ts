import { member, type JsonObject } from "./json-object.ts";

/** Swagger 2.0 says `host`, `basePath` and `schemes` where OpenAPI 3 has a list of servers; this is that list. */
export function swaggerServers(root: JsonObject): readonly { readonly url: string }[] {
  const text = (key: string) => {
    const value = member(root, key);
    return typeof value === "string" ? value.trim() : "";
  };
  const base = text("basePath");
  const path = base === "" || base.startsWith("/") ? base : `/${base}`;
  const host = text("host");
  if (host === "") return path === "" ? [] : [{ url: path }];
  const schemes = member(root, "schemes");
  const named = (Array.isArray(schemes) ? (schemes as unknown[]) : []).filter(
    (each) => each === "http" || each === "https",
  );
  // Some write the scheme into the host.
  const bare = host.replace(/^https?:\/\//i, "").replace(/\/+$/, "");
  return (named.length === 0 ? ["https"] : named).map((scheme) => ({
    url: `${scheme}://${bare}${path}`,
  }));
}
