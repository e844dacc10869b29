const elementsMax = 16_384;

/**
 * The client certificate's SHA-256 (hexadecimal) from Envoy's X-Forwarded-Client-Cert. Each proxy that appends adds
 * an element, so more than one means that it can't be told whose word this is: null, as for anything unexpected.
 */
export function forwardedClientCert(value: string): string | null {
  if (value.length > elementsMax) return null;
  const pairs = readElement(value);
  const hashes = pairs?.filter(({ key }) => key === "hash") ?? [];
  const [hash] = hashes;
  return hashes.length === 1 && hash !== undefined && /^[0-9a-fA-F]{64}$/.test(hash.value)
    ? hash.value
    : null;
}

type Pair = { readonly key: string; readonly value: string };

/** `Key=value;Key="quoted, \" value"` of exactly one element; null where it does not read so to the last character. */
function readElement(text: string): readonly Pair[] | null {
  const pair = /([A-Za-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^",;]*))(;|$)/y;
  const pairs: Pair[] = [];
  while (pair.lastIndex < text.length) {
    const [, key, quoted, plain, end] = pair.exec(text) ?? [];
    if (key === undefined) return null;
    pairs.push({ key: key.toLowerCase(), value: quoted ?? plain ?? "" });
    if (end === "") break;
  }
  return pairs;
}
