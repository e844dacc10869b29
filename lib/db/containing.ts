/**
 * A column that contains this text, whatever the case: what every search field asks for. Prisma hands `contains`
 * to LIKE as it is, so that `_` and `%` would match anything.
 */
export function containing(text: string) {
  return { contains: text.replaceAll(/[\\%_]/g, String.raw`\$&`), mode: "insensitive" as const };
}
