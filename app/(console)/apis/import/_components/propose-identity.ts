import { slugOf } from "#components/form/slug-of.ts";

/** Name and slug for a new API out of its description, before it is read properly. */
export function proposeIdentity(
  document: string,
  fileName: string,
): { readonly name: string; readonly slug: string } {
  const head = document.slice(0, 50_000);
  const title =
    /"title"\s*:\s*"([^"\\]{1,100})"/.exec(head)?.[1] ??
    /^\s+title:\s*["']?([^"'\n#]{1,100}?)["']?\s*$/m.exec(head)?.[1] ??
    fileName.replace(/\.[a-z]+$/i, "");
  return { name: title.trim(), slug: slugOf(title) };
}
