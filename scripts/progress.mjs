// What a person sees while it takes long: a line per step, with its time.
const seconds = (ms) =>
  ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;

/** Says what begins, waits for it, says how long it took. */
export async function report(label, work) {
  const begin = Date.now();
  if (process.stdout.isTTY) process.stdout.write(`  · ${label} …`);
  try {
    const result = await work;
    const line = `  ✓ ${label} (${seconds(Date.now() - begin)})`;
    console.log(process.stdout.isTTY ? `\r${line}   ` : line);
    return result;
  } catch (error) {
    console.log(process.stdout.isTTY ? `\r  ✗ ${label}    ` : `  ✗ ${label}`);
    throw error;
  }
}
