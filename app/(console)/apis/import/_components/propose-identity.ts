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

function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^(.{8,39})-[^-]*$/, (whole, words: string) => (whole.length === 40 ? words : whole))
    .replaceAll(/^-+|-+$/g, "");
}
