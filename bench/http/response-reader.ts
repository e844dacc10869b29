export type Response = { readonly status: string; readonly body: string };

/** Cuts what arrives on one connection into HTTP/1.1 responses; just enough for servers that are known. */
export function createResponseReader(done: (response: Response) => void): (text: string) => void {
  let buffer = "";
  return (text) => {
    buffer = buffer === "" ? text : buffer + text;
    for (let end = responseEnd(buffer); end !== null; end = responseEnd(buffer)) {
      const whole = buffer.slice(0, end);
      buffer = buffer.slice(end);
      const head = whole.indexOf("\r\n\r\n");
      done({ status: whole.slice(9, 12), body: whole.slice(head + 4) });
    }
  };
}

/** Where the first response ends; null as long as it is not all there. */
function responseEnd(buffer: string): number | null {
  const head = buffer.indexOf("\r\n\r\n");
  if (head < 0) return null;
  const fields = buffer.slice(0, head);
  const status = fields.slice(9, 12);
  if (status === "304" || status === "204") return head + 4;
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(fields) ?? [];
  if (length !== undefined) {
    const end = head + 4 + Number(length);
    return buffer.length >= end ? end : null;
  }
  const last = buffer.indexOf("\r\n0\r\n\r\n", head);
  return last < 0 ? null : last + 7;
}
