const pathLengthMax = 2048;

/** A request target without the values of its query: names tell what was asked, values may be secrets. */
export function maskTarget(target: string): string {
  const at = target.search(/[?#]/);
  const path = clip(at < 0 ? target : target.slice(0, at));
  if (at < 0) return path;
  const names = target
    .slice(at + 1)
    .split("&", 50)
    .map((pair) => `${clip(pair.split("=", 1)[0] ?? "", 100)}=***`);
  return `${path}?${names.join("&")}`;
}

function clip(text: string, lengthMax: number = pathLengthMax): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}
