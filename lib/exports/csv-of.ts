import { stringify } from "csv-stringify/sync";

/** Lines to RFC 4180; the first one names the columns, and is nobody's word that a spreadsheet might compute either. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  const given = lines.filter((line) => line.length > 0).map((line) => [...line]);
  return stringify(given, { escape_formulas: true, record_delimiter: "windows" });
}
