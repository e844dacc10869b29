import type { Diagnostic } from "./check-release.ts";
import { templateKey, parseTemplate } from "./parse-template.ts";
import { parseHostEntry } from "./parse-host.ts";
import type { ApiContent } from "./release-content.ts";

type Finding = Pick<Diagnostic, "severity" | "path" | "message"> & { readonly fix?: string };

/** Rules 28, 36, 41 and duplicate names. */
export function checkApis(apis: readonly ApiContent[]): readonly Diagnostic[] {
  const slugs = new Set<string>();
  const places = new Map<string, string>();
  return apis.flatMap((api) => {
    const findings = [
      ...checkSlug(api, slugs),
      ...checkHosts(api, places),
      ...checkOperations(api),
      ...checkChoices(api),
    ];
    return findings.map((finding) => ({ policy: null, api: api.slug, ...finding }));
  });
}

function checkSlug({ slug }: ApiContent, slugs: Set<string>): Finding[] {
  if (slugs.has(slug)) return [error(["slug"], `There are two APIs named ${slug}.`)];
  slugs.add(slug);
  return [];
}

function checkHosts({ slug, hosts }: ApiContent, places: Map<string, string>): Finding[] {
  if (hosts.length === 0)
    return [warning(["hosts"], "No host leads to this API, so no request is ever for it.")];
  return hosts.flatMap(({ host, basePath }, index) => {
    const base = parseTemplate(basePath);
    const place = `${parseHostEntry(host)?.host} ${base && templateKey(base)}`;
    const other = places.get(place);
    places.set(place, slug);
    if (other === undefined) return [];
    return [
      error(
        ["hosts", index],
        other === slug
          ? `The host ${host} with the base path ${basePath} is listed twice; ports make no difference.`
          : `The API ${other} has the same host and base path: ${host}${basePath}.`,
        "Give each API a base path or host of its own.",
      ),
    ];
  });
}

function checkOperations(api: ApiContent): Finding[] {
  const keys = new Map<string, string>();
  return api.operations.flatMap(({ key, method, template }, index) => {
    const parsed = parseTemplate(template);
    const place = `${method} ${parsed ? templateKey(parsed) : template}`;
    const other = keys.get(key);
    keys.set(key, place);
    const findings: Finding[] = [];
    if (other !== undefined && other !== place)
      findings.push(error(["operations", index, "key"], `Two operations have the key ${key}.`));
    const slash = template.length > 1 && template.endsWith("/");
    if (slash && api.trailingSlash !== "required")
      findings.push(
        error(
          ["operations", index, "template"],
          `${template} ends in a slash, which this API refuses.`,
          "Set trailingSlash to required, or remove the slash.",
        ),
      );
    return findings;
  });
}

function checkChoices({ undocumented, mode, sensitivity }: ApiContent): Finding[] {
  const findings: Finding[] = [];
  if (undocumented === "authenticated")
    findings.push(
      warning(
        ["undocumented"],
        "Undocumented operations are open to permitted callers; policies that name operations, methods or tags do not see them.",
      ),
    );
  if (mode !== "enforce")
    findings.push(
      warning(["mode"], `This ${sensitivity} API is only observed: policies stop nothing.`),
    );
  return findings;
}

function error(path: Finding["path"], message: string, fix?: string): Finding {
  return { severity: "error", path, message, ...(fix === undefined ? {} : { fix }) };
}

function warning(path: Finding["path"], message: string): Finding {
  return { severity: "warning", path, message };
}
