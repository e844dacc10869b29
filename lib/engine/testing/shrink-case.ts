import { parseDirectoryData, parseSignalsData } from "#lib/engine/parse-deployment.ts";
import { releaseContent } from "#lib/engine/release-content.ts";
import { changeCase, type Case } from "./generate-case.ts";

type Path = readonly (string | number)[];
type Plain = Record<string, unknown>;

/**
 * The smallest case that still fails, as far as leaving things out leads: list entries, keys of maps, optional
 * members. What the schemas refuse afterwards is not left out. Stops after so many attempts, as each may ask OPA.
 */
export async function shrinkCase(
  failing: Case,
  fails: (one: Case) => boolean | Promise<boolean>,
  attemptsMax = 400,
): Promise<Case> {
  let smallest = failing;
  let attempts = 0;
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const path of removable(smallest)) {
      const smaller = without(smallest, path);
      if (smaller === null) continue;
      attempts += 1;
      if (attempts > attemptsMax) return smallest;
      if (!(await fails(smaller))) continue;
      smallest = smaller;
      shrunk = true;
    }
  }
  return smallest;
}

/** Everything below these, the large things first. */
function removable(one: Case): readonly Path[] {
  return pathsBelow(partsOf(one), []).toSorted((left, right) => left.length - right.length);
}

function partsOf({ content, deployment, request, token, client }: Case): Plain {
  const { directory, signals } = deployment;
  return { content, directory, signals, request, token, client };
}

function pathsBelow(value: unknown, path: Path): Path[] {
  if (typeof value !== "object" || value === null) return path.length > 1 ? [path] : [];
  const keys = Array.isArray(value) ? [...value.keys()].toReversed() : Object.keys(value);
  const below = keys.flatMap((key) =>
    pathsBelow((value as Record<string | number, unknown>)[key], [...path, key]),
  );
  return path.length > 1 || path[0] === "token" ? [path, ...below] : below;
}

function without(one: Case, path: Path): Case | null {
  const parts = structuredClone(partsOf(one));
  const key = path.at(-1) ?? "";
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Plain | undefined)?.[step], parts);
  if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return null;
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (path.length === 1 || path[0] === "client") (holder as Plain)[key] = null;
  else delete (holder as Plain)[key];
  return accept(one, parts);
}

function accept(one: Case, parts: Plain): Case | null {
  try {
    const content = releaseContent.parse(parts["content"]);
    const directory = parseDirectoryData(parts["directory"]);
    const signals = parseSignalsData(parts["signals"]);
    const { request, token } = parts as Pick<Case, "request" | "token">;
    if ([request.host, request.method, request.target].includes(undefined as never)) return null;
    if (token !== null && Object.keys(token).length < 6) return null;
    return changeCase(one, { ...(parts as Partial<Case>), content, directory, signals });
  } catch {
    return null;
  }
}
