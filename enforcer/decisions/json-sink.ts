/** Where JSON is written to. What lies behind the end vanishes but is counted: `at` says how much room it needs. */
export type JsonSink = { readonly bytes: Buffer; at: number };

const quote = 0x22;
const backslash = 0x5c;
/** Beyond that, asking for the whole to be encoded is the cheaper way. */
const lettersMax = 24;
/** Of UTF-8 for a unit of UTF-16, at most. */
const bytesPerUnit = 3;

/**
 * Text that is JSON already. Byte by byte, as what is written thousands of times a second is short and ASCII: joining
 * strings and having the result encoded takes several times as long.
 */
export function putJson(sink: JsonSink, json: string): void {
  if (json.length > lettersMax) return putEncoded(sink, json);
  const { bytes, at } = sink;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code > 0x7e) return putEncoded(sink, json);
    bytes[at + index] = code;
  }
  sink.at = at + json.length;
}

/** Any text as a JSON string. */
export function putText(sink: JsonSink, text: string | null): void {
  if (text === null) return putJson(sink, "null");
  const { bytes, at } = sink;
  const from = at + 1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e || code === quote || code === backslash)
      return putEncoded(sink, JSON.stringify(text));
    bytes[from + index] = code;
  }
  bytes[at] = quote;
  bytes[from + text.length] = quote;
  sink.at = from + text.length + 1;
}

function putEncoded(sink: JsonSink, json: string): void {
  const { bytes, at } = sink;
  const room = bytes.length - at;
  const fits = json.length * bytesPerUnit <= room || Buffer.byteLength(json) <= room;
  sink.at += fits ? bytes.write(json, at) : Buffer.byteLength(json);
}
