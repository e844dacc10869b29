const dot = 0x2e;
const zero = 0x30;

/** Rule 7: 1 to 4 dot-separated decimal numbers of at most 9 digits, padded with zeros to 4; anything else is null. */
export function parseVersion(text: string): [number, number, number, number] | null {
  const version: [number, number, number, number] = [0, 0, 0, 0];
  let part = 0;
  let digits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === dot && digits > 0 && part < 3) {
      part += 1;
      digits = 0;
    } else if (code >= zero && code <= zero + 9 && digits < 9) {
      version[part] = (version[part] ?? 0) * 10 + (code - zero);
      digits += 1;
    } else return null;
  }
  return digits > 0 ? version : null;
}
