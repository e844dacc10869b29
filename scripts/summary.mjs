// What `npm test` says at its end.
function line({ title, passed, failed, skipped, seconds }) {
  const mark = failed > 0 ? "✗" : passed > 0 ? "✓" : "!";
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  return `  ${mark} ${title.padEnd(42)} ${seconds.toFixed(1).padStart(6)} s   ${counts}`;
}

/**
 * The outcome in words, and whether it is a success. What was left out is named, and a failure where all must run.
 * @param {{ title: string, passed: number, failed: number, skipped: number, seconds: number }[]} results
 * @param {readonly string[]} missing what this machine lacks
 * @param {boolean} isCI
 */
export function summarise(results, missing, isCI) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
  const left = [...missing, ...(skipped > 0 ? [`skipped in all: ${skipped}`] : [])];
  const refused = isCI ? left.length : 0;
  const warning = [
    `\n!!! NOT RUN ON THIS MACHINE${isCI ? " (a failure, because CI=true)" : ""}`,
    ...left.map((what) => `!!!   ${what}`),
  ];
  const text = [
    "\nSummary",
    ...results.map(line),
    ...(left.length > 0 ? warning : []),
    `\n${passed} passed, ${failed + refused} failed, ${skipped} skipped`,
  ].join("\n");
  return { text, passed: failed + refused === 0 };
}
