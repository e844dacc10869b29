/** A slug out of a name, cut between words at 40 characters. */
export function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^(.{8,39})-[^-]*$/, (whole, words: string) => (whole.length === 40 ? words : whole))
    .replaceAll(/^-+|-+$/g, "");
}
